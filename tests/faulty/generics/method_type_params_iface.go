package main

type I interface {
	M[T any](x T)
}

func f[T any](x T) T { return x }

type G[T any, U comparable] struct{}

func (g G[T, U]) m(T) U { var u U; return u }

func main() {
	var g G[int, string]
	var s int = g.m(1)
	g.m("x")
	var i interface{ m(string) string } = g
}
