// Faults of operators and comparisons.
package main

type T struct{ f func() }
type A int
type B int

func main() {
	var a A
	var b B
	var t T
	var p *int
	var f func()
	var s []int
	_ = a + b
	_ = a == b
	_ = t == t
	_ = f == f
	_ = s == s
	_ = p + 1
	_ = !a
	_ = -"x"
	_ = a && true
	_ = s < nil
	_ = nil == nil
}
