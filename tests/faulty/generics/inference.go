package main

func f[T any](a, b T) {}
func g[T any]() T { var z T; return z }
func h[K comparable, V any](m map[K]V) {}
func k[T any](f func(T)) {}
func l[S ~[]E, E any](s S) E { return s[0] }

func main() {
	f(1, "a")
	g()
	_ = g
	h(1)
	h([]int{})
	k(5)
	k(func(int, int) {})
	l(3)
	f[int, string](1, 2)
	f[int]("a", "b")
	x := f
}
