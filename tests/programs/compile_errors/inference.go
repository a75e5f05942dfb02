// What cannot be inferred, and what is inferred wrongly.
package main

func Map[T, U any](s []T, f func(T) U) []U { return nil }
func Two[K comparable, V any](m map[K]V)   {}
func Ret[T any]() T                        { var z T; return z }
func Same[T any](a, b T)                   {}
func Ptr[T any, P interface{ *T; M() }](t T) {}
func Fn[F ~func(A) B, A, B any](f F)       {}
func Def[T int | string](x ...T)           {}

type S struct{}

func main() {
	Map([]int{}, nil)
	Map([]int{}, func(s string) int { return 0 })
	Map(5, func(int) int { return 0 })
	Two(5)
	Two(map[string]int{}, 1)
	var x int = Ret()
	Ret[int, int]()
	Same(1, "a")
	Same(1, nil)
	Same([]int{}, []string{})
	Ptr(S{})
	Fn(5)
	Def()
	Def(1.5)
	Def(1, "a")
}
