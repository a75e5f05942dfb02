// Map, filter, take, chain as generic sequence functions, with the library's.
package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
)

func Map[A, B any](s iter.Seq[A], f func(A) B) iter.Seq[B] {
	return func(yield func(B) bool) {
		for a := range s {
			if !yield(f(a)) {
				return
			}
		}
	}
}

func Filter[A any](s iter.Seq[A], p func(A) bool) iter.Seq[A] {
	return func(yield func(A) bool) {
		s(func(a A) bool { return !p(a) || yield(a) })
	}
}

func Take[A any](s iter.Seq[A], n int) iter.Seq[A] {
	return func(yield func(A) bool) {
		if n <= 0 {
			return
		}
		i := 0
		for a := range s {
			if i++; !yield(a) || i == n {
				return
			}
		}
	}
}

func Chain[A any](ss ...iter.Seq[A]) iter.Seq[A] {
	return func(yield func(A) bool) {
		for _, s := range ss {
			for a := range s {
				if !yield(a) {
					return
				}
			}
		}
	}
}

func naturals(yield func(int) bool) {
	for i := 0; yield(i); i++ {
	}
}

func primes(yield func(int) bool) {
	s := iter.Seq[int](naturals)
	s = Filter(s, func(n int) bool { return n > 1 })
	for {
		p, found := 0, false
		for v := range s {
			p, found = v, true
			break
		}
		if !found || !yield(p) {
			return
		}
		prev := s
		s = Filter(prev, func(n int) bool { return n%p != 0 })
	}
}

func main() {
	fmt.Println(slices.Collect(Take(Map(Filter(naturals, func(n int) bool { return n%3 == 1 }), strconv.Itoa), 5)))
	fmt.Println(slices.Collect(Take(primes, 15)))
	for s := range Chain(slices.Values([]string{"a", "b"}), Map(Take(naturals, 2), func(i int) string { return fmt.Sprint(i) })) {
		fmt.Print(s, " ")
	}
	fmt.Println()
	fmt.Println(slices.Sorted(maps.Keys(map[string]int{"z": 1, "a": 2})), slices.Collect(maps.Values(map[int]int{1: 5})))
	for i, c := range slices.Backward([]rune("xyz")) {
		fmt.Print(i, string(c))
	}
	fmt.Println()
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c)
	}
	fmt.Println(slices.SortedFunc(slices.Values([]int{3, 1, 2}), func(a, b int) int { return b - a }))
	for l := range strings.Lines("one\ntwo\nthree") {
		fmt.Printf("%q ", l)
	}
	fmt.Println()
}
