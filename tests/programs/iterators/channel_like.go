// A permutation generator and recursive iterators.
package main

import (
	"fmt"
	"iter"
)

func permutations[T any](xs []T) iter.Seq[[]T] {
	return func(yield func([]T) bool) {
		var rec func(int) bool
		rec = func(k int) bool {
			if k == len(xs) {
				return yield(xs)
			}
			for i := k; i < len(xs); i++ {
				xs[k], xs[i] = xs[i], xs[k]
				ok := rec(k + 1)
				xs[k], xs[i] = xs[i], xs[k]
				if !ok {
					return false
				}
			}
			return true
		}
		rec(0)
	}
}

func hanoi(n int, a, b, c string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		if n == 0 {
			return
		}
		for x, y := range hanoi(n-1, a, c, b) {
			if !yield(x, y) {
				return
			}
		}
		if !yield(a, c) {
			return
		}
		for x, y := range hanoi(n-1, b, a, c) {
			if !yield(x, y) {
				return
			}
		}
	}
}

func main() {
	n := 0
	for p := range permutations([]int{1, 2, 3, 4}) {
		n++
		if n%5 == 0 {
			fmt.Print(p, " ")
		}
	}
	fmt.Println(n)
	for p := range permutations([]string{"a", "b", "c"}) {
		if p[0] == "b" {
			fmt.Println("stop at", p)
			break
		}
	}
	moves := 0
	for x, y := range hanoi(5, "A", "B", "C") {
		moves++
		if moves <= 4 {
			fmt.Print(x, "->", y, " ")
		}
	}
	fmt.Println(moves)
}
