// More faults of generic code: constraints, type sets, cycles, inference.
package main

type C interface {
	int | string
	M()
}
type Cmp[T comparable] struct{}
type Rec[T Rec[T]] struct{}
type Inf[T any] struct{ n *Inf[[]T] }

func f[T C](x T)            {}
func g[K comparable](k K)   {}
func h[F func(T), T any](f F) {}
func idx[T []int | map[string]int](x T) { _ = x[0] }
func rng[T int | string](x T) {
	for i, c := range x {
		_, _ = i, c
	}
}

var c C
var _ Cmp[[]int]
var _ Cmp[func()]
var x interface{ ~int }

func main() {
	f(1)
	g([]int{})
	g(main)
	h(5)
	var e any
	g(e)
	type L[T any] []T
	_ = L[int]{"a"}
	_ = f
}
