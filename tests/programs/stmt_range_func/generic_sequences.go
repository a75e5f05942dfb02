// Generic iterators, method iterators, iter.Seq as parameters, and loops over them in generic functions.
package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

type Set[T comparable] map[T]struct{}

func (s Set[T]) All() iter.Seq[T] {
	return func(y func(T) bool) {
		for k := range s {
			if !y(k) {
				return
			}
		}
	}
}

type Tree[T any] struct {
	l, r *Tree[T]
	v    T
}

func (t *Tree[T]) Walk(y func(T) bool) bool {
	return t == nil || t.l.Walk(y) && y(t.v) && t.r.Walk(y)
}
func (t *Tree[T]) Seq(y func(T) bool) { t.Walk(y) }

func Map[T, U any](s iter.Seq[T], f func(T) U) iter.Seq[U] {
	return func(y func(U) bool) {
		for v := range s {
			if !y(f(v)) {
				return
			}
		}
	}
}
func Filter[T any](s iter.Seq[T], f func(T) bool) iter.Seq[T] {
	return func(y func(T) bool) {
		for v := range s {
			if f(v) && !y(v) {
				return
			}
		}
	}
}
func Take[T any](s iter.Seq[T], n int) iter.Seq[T] {
	return func(y func(T) bool) {
		if n <= 0 {
			return
		}
		i := 0
		for v := range s {
			if !y(v) {
				return
			}
			if i++; i == n {
				return
			}
		}
	}
}
func Zip[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq2[A, B] {
	return func(y func(A, B) bool) {
		next, stop := iter.Pull(b)
		defer stop()
		for x := range a {
			z, ok := next()
			if !ok || !y(x, z) {
				return
			}
		}
	}
}
func Nat(y func(int) bool) {
	for i := 0; y(i); i++ {
	}
}
func Index[T comparable](s iter.Seq[T], want T) int {
	i := 0
	for v := range s {
		if v == want {
			return i
		}
		i++
	}
	return -1
}
func Reduce[T, A any, S ~func(func(T) bool)](s S, a A, f func(A, T) A) A {
	for v := range s {
		a = f(a, v)
	}
	return a
}

type MySeq func(func(int) bool)

func main() {
	t := &Tree[string]{&Tree[string]{nil, nil, "a"}, &Tree[string]{nil, &Tree[string]{nil, nil, "d"}, "c"}, "b"}
	fmt.Println(slices.Collect(t.Seq), Index(t.Seq, "c"), Index(t.Seq, "z"))
	fmt.Println(slices.Collect(Take(Filter(Map(Nat, func(i int) int { return i * i }), func(i int) bool { return i%2 == 1 }), 4)))
	for a, b := range Zip(t.Seq, Nat) {
		fmt.Print(a, b, " ")
	}
	s := Set[int]{1: {}, 2: {}, 3: {}}
	fmt.Println(slices.Sorted(s.All()), Reduce(s.All(), 0, func(a, b int) int { return a + b }))
	fmt.Println(Reduce(MySeq(func(y func(int) bool) { _ = y(3) && y(4) }), "", func(a string, i int) string { return a + fmt.Sprint(i) }))
	m := maps.Collect(Zip(t.Seq, Map(Nat, func(i int) string { return strings.Repeat("x", i) })))
	fmt.Println(m, slices.Sorted(maps.Keys(m)))
	for i, c := range slices.Backward([]string{"p", "q"}) {
		fmt.Print(i, c)
	}
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c)
	}
	for line := range strings.SplitSeq("a,b,,c", ",") {
		fmt.Printf("%q", line)
	}
	fmt.Println()
	next, stop := iter.Pull2(Zip(Nat, t.Seq))
	fmt.Println(next())
	fmt.Println(next())
	stop()
	fmt.Println(next())
}
