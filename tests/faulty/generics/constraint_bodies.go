// all errors
package main

type Int interface{ ~int | ~int8 }
type Str interface{ ~string | ~[]byte }
type Any interface{}
type Mixed interface{ ~int | ~string }
type Chan interface{ chan int | <-chan int }
type Fn interface{ func() | func(int) }
type Ptr[T any] interface {
	*T
	Set(string)
}

func a[T Int](x, y T) { _ = x + y; _ = x << 1; _ = x == y; _ = x < y; _ = x && y; x.foo(); _ = x[0]; x() }
func b[T Str](x T)    { _ = x[0]; x[0] = 1; _ = x[1:2]; _ = len(x); _ = cap(x); for range x { }; _ = x + x }
func c[T any](x, y T) { _ = x == y; _ = x + y; _ = x.(int); switch x.(type) { }; var i any = x; _ = i.(T); _ = x == nil; x = nil; _ = *x; _ = &x; x++ }
func d[T Mixed](x T)  { _ = x + x; _ = -x; _ = x * x; _ = x + 1; _ = x + "a"; _ = string(x); _ = int(x); _ = []byte(x) }
func e[T Chan](x T)   { <-x; x <- 1; close(x); for range x { }; _ = len(x) }
func f[T Fn](x T)     { x(); x(1); go x(); defer x(1) }
func g[T any, P Ptr[T]](s string) T {
	var t T
	P(&t).Set(s)
	t.Set(s)
	return t
}
func h[T comparable](x, y T) bool { return x == y || x < y || x != nil }
func i[T interface{ m() }](x T)   { x.m(); x.n(); T.m(x); T.n(x); _ = x.m == nil; var f func() = x.m; f() }
func j[T struct{ a int }](x T)    { _ = x.a; x.a = 1 }
func k[T *struct{ a int }](x T)   { _ = x.a }
func l[T []int | [3]int](x T)     { _ = x[5]; _ = x[:]; x[0] = "a"; for i, v := range x { } ; _ = T{1, 2, 3, 4} }
func m[T map[string]int](x T)     { x["a"] = 1; x[1] = 2; delete(x, 1); clear(x); _ = make(T, 5, 6) }
func n[T any]()                   { var t T; const c = t; type U = T; type V T; type W struct{ T }; var _ [len(t)]int; _ = T(5); _ = T{} ; _ = new(T); _ = make(T) }
func o[T int](x T) T              { return 5.5 }
func p[T, T any](x T)             {}
func q[T undefined](x T)          {}
func r[T int | string | int](x T) {}
func s[T 5](x T)                  {}
func t[T any](T) T                { }
func u[T interface{ int; string }](x T) { _ = x + 1 }

func main() {}
