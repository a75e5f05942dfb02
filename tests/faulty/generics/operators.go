package main

func a[T any](x, y T) bool { return x == y }
func b[T any](x, y T) T    { return x + y }
func c[T comparable](x, y T) bool { return x < y }
func d[T ~int | ~string](x T) T { return x - x }
func e[T any](x T)         { x.foo() }
func f[T any](x T) int     { return len(x) }
func g[T ~int | ~float64](x T) T { return x % 2 }
func h[T any](x T) int     { return int(x) }
func i[T ~[]int | ~[]string](x T) { _ = x[0] }
func j[T struct{ a int }](x T) int { return x.a }
func k[T any](x T) { switch x.(type) {} }

func main() {}
