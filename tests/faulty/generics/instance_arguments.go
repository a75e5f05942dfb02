package main

type G[T any] struct{ v T }
type C[T comparable, U any] struct{}
type N int

var a G
var b G[int, string]
var c C[int]
var d C[[]int, int]
var e N[int]
var g map[G]int
var h G[5]
var i G[undefined]

func main() {
	_ = G{1}
	_ = main[int]
}
