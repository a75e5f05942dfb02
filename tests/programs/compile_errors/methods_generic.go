// Faults of methods of generic types.
package main

type G[T any] struct{ v T }

func (g G) A()              {}
func (g G[T, U]) B()        {}
func (g *G[int]) C() int    { return g.v }
func (g G[_]) D(x T)        {}
func (g G[T]) E[T any]()    {}
func (g G[[]T]) F()         {}
func (G[T]) v()             {}

type I interface{ M[T any]() }

func main() {
	var g G[int]
	g.A()
	g.E[string]()
	g.E()
	_ = g.E
	G[int].D(g, 5)
	G.A(g)
	var i I = g
}
