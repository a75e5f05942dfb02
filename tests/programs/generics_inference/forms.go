// Inference from arguments, results, constraints, functions and untyped constants.
package main

import (
	"fmt"
	"slices"
	"strconv"
)

func pair[A, B any](a A, b B) string { return fmt.Sprintf("%T,%T", a, b) }

func one[T any](xs ...T) string { return fmt.Sprintf("%T", xs) }

func both[T any](a, b T) string { return fmt.Sprintf("%T", a) }

func fun[A, R any](f func(A) R) string { return fmt.Sprintf("%T", f) }

func conv[R, A any](a A) string { var r R; return fmt.Sprintf("%T<-%T", r, a) }

func scale[S ~[]E, E ~int | ~float64](s S, c E) S {
	r := make(S, len(s))
	for i, v := range s {
		r[i] = v * c
	}
	return r
}

func apply[T any](xs []T, fs ...func(T) T) []T {
	for _, f := range fs {
		for i := range xs {
			xs[i] = f(xs[i])
		}
	}
	return xs
}

func ident[T any](x T) T { return x }

func dbl[T ~int | ~string](x T) T { return x + x }

type Vec []float64
type Tree[T any] struct {
	L, R *Tree[T]
	V    T
}

func walk[T any](t *Tree[T], f func(T)) {
	if t != nil {
		walk(t.L, f)
		f(t.V)
		walk(t.R, f)
	}
}

type F[T any] func(T) bool

func filter[T any](xs []T, f F[T]) (n int) {
	for _, x := range xs {
		if f(x) {
			n++
		}
	}
	return
}

func main() {
	fmt.Println(pair(1, "a"), pair('x', 2.5), pair[any](1, nil2()), one(1, 2, 3), one[byte](), one(1, 2.5), one(1, 'a'), both(1, 2.0), both(1i, 'a'))
	fmt.Println(fun(strconv.Itoa), fun(ident[int]), conv[int8](true), conv[string, any](3))
	v := scale(Vec{1, 2}, 3)
	fmt.Printf("%T %v\n", v, v)
	fmt.Println(apply([]int{1, 2}, ident, dbl), apply([]string{"a"}, dbl, dbl))
	var f func(int) int = ident
	var g func(string) string
	g = dbl
	fmt.Println(f(3), g("z"))
	walk(&Tree[int]{V: 2, L: &Tree[int]{V: 1}}, func(i int) { fmt.Print(i, " ") })
	fmt.Println(filter([]int{1, 2, 3}, func(i int) bool { return i > 1 }))
	h := func() func(float64) float64 { return ident }()
	fmt.Println(h(1.5), slices.IndexFunc([]string{"a", "B"}, func(s string) bool { return s == "B" }))
}

func nil2() error { return nil }
