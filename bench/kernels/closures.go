// Closures, function values, defer and range over functions.
package main

import "fmt"

func compose(fs ...func(int) int) func(int) int {
	return func(x int) int {
		for _, f := range fs {
			x = f(x)
		}
		return x
	}
}

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func deferred(p *int) {
	defer func() { *p++ }()
	*p += 2
}

func fold[T, A any](xs []T, a A, f func(A, T) A) A {
	for _, x := range xs {
		a = f(a, x)
	}
	return a
}

func main() {
	k := 3
	f := compose(func(x int) int { return x + k }, func(x int) int { return x * 3 & 0xffff }, func(x int) int { return x ^ k })
	x := 1
	for range 80_000_000 {
		x = f(x)
	}
	sum := 0
	for range 50 {
		for i := range count(1_000_000) {
			if i%3 == 0 {
				continue
			}
			sum += i
		}
	}
	n := 0
	for range 40_000_000 {
		deferred(&n)
	}
	xs := make([]int, 1000)
	for i := range xs {
		xs[i] = i
	}
	for range 100_000 {
		sum += fold(xs, 0, func(a, x int) int { return a + x*k })
	}
	fmt.Println(x, sum, n)
}
