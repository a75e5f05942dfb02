// Faults with aliases.
package main

type A = B
type B = A
type C = struct{ c C }
type D = []D
type E = int

func (E) M() {}

type F = *G
type G struct{}

func (F) M() {}
func (g *F) N() {}

type H[T any] = []T

func (H[T]) O() {}

type I[T comparable] = map[T]int

var x I[[]int]
var y H
var z H[int, int]
var w E[int]

func main() { var e E = "x"; _ = e }
