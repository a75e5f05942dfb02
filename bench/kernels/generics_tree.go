// Generic containers: a binary search tree, a stack, map/filter/reduce, and constraint-typed sums.
package main

import (
	"cmp"
	"fmt"
)

type node[K cmp.Ordered, V any] struct {
	key         K
	value       V
	left, right *node[K, V]
}

type tree[K cmp.Ordered, V any] struct {
	root *node[K, V]
	size int
}

func (t *tree[K, V]) put(k K, v V) {
	at := &t.root
	for *at != nil {
		switch c := cmp.Compare(k, (*at).key); {
		case c < 0:
			at = &(*at).left
		case c > 0:
			at = &(*at).right
		default:
			(*at).value = v
			return
		}
	}
	*at = &node[K, V]{key: k, value: v}
	t.size++
}

func (t *tree[K, V]) get(k K) (v V, ok bool) {
	for n := t.root; n != nil; {
		if k < n.key {
			n = n.left
		} else if k > n.key {
			n = n.right
		} else {
			return n.value, true
		}
	}
	return
}

func (t *tree[K, V]) all(yield func(K, V) bool) { t.root.walk(yield) }

func (n *node[K, V]) walk(yield func(K, V) bool) bool {
	return n == nil || n.left.walk(yield) && yield(n.key, n.value) && n.right.walk(yield)
}

type stack[T any] struct{ items []T }

func (s *stack[T]) push(v T) { s.items = append(s.items, v) }
func (s *stack[T]) pop() T {
	v := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v
}

func apply[T, U any](in []T, f func(T) U) []U {
	out := make([]U, 0, len(in))
	for _, v := range in {
		out = append(out, f(v))
	}
	return out
}

func filter[T any](in []T, keep func(T) bool) []T {
	var out []T
	for _, v := range in {
		if keep(v) {
			out = append(out, v)
		}
	}
	return out
}

func reduce[T, A any](in []T, a A, f func(A, T) A) A {
	for _, v := range in {
		a = f(a, v)
	}
	return a
}

type number interface{ ~int | ~int32 | ~float64 }

func sum[T number](in []T) (s T) {
	for _, v := range in {
		s += v
	}
	return
}

func main() {
	t := &tree[int, string]{}
	seed := uint32(3)
	for range 60_000 {
		seed = seed*1664525 + 1013904223
		t.put(int(seed>>8)%100_000, "x")
	}
	hits := 0
	for i := range 400_000 {
		if _, ok := t.get(i % 100_000); ok {
			hits++
		}
	}
	for range 10 {
		for k, v := range t.all {
			hits += k&1 + len(v)
		}
	}
	f := &tree[string, float64]{}
	for i := range 30_000 {
		f.put(fmt.Sprint(i*7919%30_011), float64(i))
	}
	total := 0.0
	for _, v := range f.all {
		total += v
	}
	s := &stack[int]{}
	for i := range 5_000_000 {
		s.push(i)
		if i%3 == 0 {
			hits += s.pop() & 1
		}
		if len(s.items) > 1000 {
			s.items = s.items[:0]
		}
	}
	ints := make([]int, 100_000)
	for i := range ints {
		ints[i] = i
	}
	for range 20 {
		fl := apply(filter(ints, func(i int) bool { return i%3 == 0 }), func(i int) float64 { return float64(i) / 2 })
		total += sum(fl) + reduce(fl, 0.0, func(a, v float64) float64 { return a + v })
	}
	fmt.Println(t.size, hits, total, sum(ints))
}
