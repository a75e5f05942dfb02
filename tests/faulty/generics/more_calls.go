// all errors
package main

import "cmp"

func Map[T, U any](s []T, f func(T) U) []U { return nil }
func Max[T cmp.Ordered](a, b T) T          { return a }
func New[T any]() T                        { var z T; return z }
func Keys[M ~map[K]V, K comparable, V any](m M) []K {
	return nil
}

type Num interface{ ~int | ~float64 }

func Sum[T Num](x ...T) T { return 0 }

type Pair[A, B any] struct {
	a A
	b B
}

func (p Pair[A, B]) First() A             { return p.a }
func (p Pair[X]) Bad() X                  { return p.a }
func (p *Pair[A, B]) Swap() Pair[B, A]    { return Pair[A, B]{} }
func (p Pair[int, string]) Shadow() string { return p.b }

type List[T any] struct {
	next *List[T]
	val  T
}

type Bad[T any] struct{ x Bad[Bad[T]] }

func main() {
	_ = New()
	_ = New[int, string]()
	_ = New[1]()
	_ = Max(1, "a")
	_ = Max(1, 2.5)
	_ = Max([]int{}, nil)
	_ = Max[any](1, 2)
	_ = Map([]int{}, 5)
	_ = Map([]int{}, func(s string) int { return 0 })
	_ = Map[int]([]int{}, nil)
	_ = Keys([]int{})
	_ = Keys(map[string]int{}) == nil
	_ = Sum("a")
	_ = Sum[string]()
	_ = Sum()
	_ = Sum(1, 2.5)
	var f = Max
	var g func(int, int) int = Max
	var h func(int, string) int = Max
	_ = Pair{1, 2}
	_ = Pair[int]{1, 2}
	_ = Pair[int, string]{1, 2}
	var l List
	var m List[int, int]
	_ = List[int]{val: "a"}
	type Local[T any] struct{ x T }
	_ = Local[func()]{nil} == Local[func()]{nil}
	_, _, _, _, _ = f, g, h, l, m
	_ = Max[int]
	Max[int]
	_ = Pair[int, string].First
	_ = Pair[int, string].Second
	_ = New[T]()
	_ = cmp.Compare[any](1, 2)
}
