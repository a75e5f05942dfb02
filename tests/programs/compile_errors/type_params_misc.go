// Type parameters where they may not stand.
package main

type A[T any] T
type B[T any] struct{ T }
type C[T any] = T
type D[T *int] struct{}
type E[T interface{ *int }] struct{}
type F[T any] interface{ T }
type G[T int | T] struct{}

const c[T any] = 1

var v[T any] int

func f[T any](x T) {
	switch x.(type) {
	}
	_ = x.(int)
	_ = T(nil)
	_ = T{}
	_ = x + x
	_ = x == x
	_ = len(x)
	x()
	for range x {
	}
	const k T = 1
	var a [len(a)]T
	type L[U any] struct{ T; u U }
}

func main() { f[int, int](1); f[]; _ = A[]{} }
