// Generic matrices over several rings, with operators as function values.
package main

import "fmt"

type Num interface{ ~int | ~int8 | ~float64 | ~complex128 | ~uint32 }
type M[T Num] [][]T

func New[T Num](n, m int, f func(i, j int) T) M[T] {
	r := make(M[T], n)
	for i := range r {
		r[i] = make([]T, m)
		for j := range r[i] {
			r[i][j] = f(i, j)
		}
	}
	return r
}
func (a M[T]) Mul(b M[T]) M[T] {
	return New(len(a), len(b[0]), func(i, j int) (s T) {
		for k := range b {
			s += a[i][k] * b[k][j]
		}
		return
	})
}
func (a M[T]) Pow(n int) M[T] {
	r := New(len(a), len(a), func(i, j int) T {
		if i == j {
			return 1
		}
		return 0
	})
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			r = r.Mul(a)
		}
		a = a.Mul(a)
	}
	return r
}
func (a M[T]) T() M[T] { return New(len(a[0]), len(a), func(i, j int) T { return a[j][i] }) }
func Zip[T Num](a, b M[T], op func(T, T) T) M[T] {
	return New(len(a), len(a[0]), func(i, j int) T { return op(a[i][j], b[i][j]) })
}

func main() {
	f := M[int]{{1, 1}, {1, 0}}
	fmt.Println(f.Pow(90), f.T().Mul(f), M[int8]{{1, 1}, {1, 0}}.Pow(20), M[uint32]{{1, 1}, {1, 0}}.Pow(60))
	r := M[float64]{{0, -1}, {1, 0}}
	fmt.Println(r.Pow(3), Zip(r, r.T(), func(a, b float64) float64 { return a - b }))
	c := M[complex128]{{1i, 1}, {0, -1i}}
	fmt.Println(c.Pow(4), c.Mul(c.T()))
	fmt.Printf("%T %T\n", f, c.T)
}
