package main

type G[T any] struct{ v T }

func (g G) a()           {}
func (g G[int]) b() int  { return g.v }
func (g G[A, B]) c()     {}
func (g *G[T]) d(x U)    {}
func (g G[T]) v()        {}

type H[T any] []T

func (h H[_]) e() { var x T; _ = x }

func main() {
	var g G[string]
	g.x()
	g.d(1)
	var i interface{ a() } = g
}
