// Closures with state, iterators (iter.Seq, Pull-free), memoization, function composition, generators, currying, callbacks.
package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

func fib() func() uint64 {
	a, b := uint64(0), uint64(1)
	return func() uint64 {
		r := a
		a, b = b, a+b
		return r
	}
}

func compose(fs ...func(int) int) func(int) int {
	return func(x int) int {
		for _, f := range fs {
			x = f(x)
		}
		return x
	}
}

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func where[T any](s iter.Seq[T], keep func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		for v := range s {
			if keep(v) && !yield(v) {
				return
			}
		}
	}
}

func each[T, U any](s iter.Seq[T], f func(T) U) iter.Seq[U] {
	return func(yield func(U) bool) {
		for v := range s {
			if !yield(f(v)) {
				return
			}
		}
	}
}

func memo(f func(int, func(int) int) int) func(int) int {
	known := map[int]int{}
	var self func(int) int
	self = func(n int) int {
		if v, ok := known[n]; ok {
			return v
		}
		v := f(n, self)
		known[n] = v
		return v
	}
	return self
}

type option func(*config)
type config struct {
	name string
	n    int
}

func withN(n int) option { return func(c *config) { c.n = n } }

func build(opts ...option) *config {
	c := &config{name: "x"}
	for _, o := range opts {
		o(c)
	}
	return c
}

func permute(a []int, k int, visit func([]int)) {
	if k == len(a) {
		visit(a)
		return
	}
	for i := k; i < len(a); i++ {
		a[k], a[i] = a[i], a[k]
		permute(a, k+1, visit)
		a[k], a[i] = a[i], a[k]
	}
}

func main() {
	var sum uint64
	for range 20_000 {
		next := fib()
		for range 90 {
			sum += next()
		}
	}
	add := func(n int) func(int) int { return func(x int) int { return x + n } }
	f := compose(add(1), func(x int) int { return x * 3 }, add(-2))
	x := 0
	for i := range 8_000_000 {
		x ^= f(i)
	}
	for v := range each(where(count(6_000_000), func(i int) bool { return i%3 == 0 }), func(i int) int { return i * 2 }) {
		x += v
	}
	for i := range 400 {
		g := memo(func(n int, self func(int) int) int {
			if n < 2 {
				return n + i
			}
			return self(n-1) + self(n-2)
		})
		x += g(80) & 7
	}
	for i := range 2_000_000 {
		x += build(withN(i), withN(i+1)).n
	}
	perms := 0
	permute([]int{1, 2, 3, 4, 5, 6, 7, 8, 9}, 0, func(p []int) {
		if p[0] < p[8] {
			perms++
		}
	})
	m := map[string]int{}
	for i := range 20_000 {
		m[fmt.Sprint("k", i)] = i
	}
	keys := slices.Sorted(maps.Keys(m))
	total := 0
	for part := range strings.SplitSeq(strings.Join(keys, ","), ",") {
		total += m[part]
	}
	fmt.Println(sum, x, perms, total)
}
