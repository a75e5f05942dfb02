// Faults of generic code.
package main

type Num interface{ ~int | ~float64 }
type List[T any] struct{ v T }

func sum[T Num](a, b T) T     { return a + b }
func conv[A, B any](a A) B    { return B(a) }
func eq[T any](a, b T) bool   { return a == b }
func call[T any](x T)         { x.M() }
func mk[T any]() T            { return nil }
func two[A, B any](a A, b B)  {}

func (l List[T]) Len() int    { return len(l.v) }
func (l List[int]) Bad() int  { return l.v }

func main() {
	sum("a", "b")
	sum(1, 2.5)
	sum[string]("", "")
	mk()
	var l List
	_ = List[int, int]{}
	two[int]
	two[int, string, bool](1, "", true)
	eq([]int{}, nil)
}
