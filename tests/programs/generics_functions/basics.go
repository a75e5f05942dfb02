// Generic functions with inferred and explicit arguments over many kinds.
package main

import "fmt"

type Number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~float32 | ~float64 | ~uint8
}

func Sum[T Number](xs ...T) (s T) {
	for _, x := range xs {
		s += x
	}
	return
}

func Map[A, B any](xs []A, f func(A) B) []B {
	r := make([]B, 0, len(xs))
	for _, x := range xs {
		r = append(r, f(x))
	}
	return r
}

func Reduce[A, R any](xs []A, init R, f func(R, A) R) R {
	for _, x := range xs {
		init = f(init, x)
	}
	return init
}

func Ptr[T any](v T) *T { return &v }

func Zero[T any]() (z T) { return }

func Keys[M ~map[K]V, K comparable, V any](m M) int { return len(m) }

func Index[T comparable](xs []T, x T) int {
	for i, v := range xs {
		if v == x {
			return i
		}
	}
	return -1
}

type My int8

func main() {
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2.5), Sum[uint8](200, 100), Sum(My(100), My(100)), Sum[float32]())
	fmt.Println(Map([]int{1, 2}, func(i int) string { return fmt.Sprint(i, "!") }), Map([]string{"a"}, func(s string) []byte { return []byte(s) }))
	fmt.Println(Reduce([]int{1, 2, 3}, "", func(s string, i int) string { return s + fmt.Sprint(i) }))
	p := Ptr(struct{ a int }{5})
	p.a++
	fmt.Println(p.a, *Ptr("s"), Zero[int](), Zero[*int]() == nil, Zero[[2]string](), Zero[error]() == nil)
	fmt.Println(Keys(map[string]int{"a": 1}), Index([]string{"x", "y"}, "y"), Index([]any{1, "a", nil}, any(nil)), Index([][2]int{{1, 2}}, [2]int{2, 1}))
	f := Sum[int64]
	g := Map[int, int]
	fmt.Println(f(1, 2), g([]int{3}, func(i int) int { return i * i }))
	fmt.Printf("%T %T\n", f, Zero[map[string]My])
}
