package main

type A int
type B int

func main() {
	var a A
	var b B
	var i int
	var f float64
	var s string
	_ = a + b
	_ = i + f
	_ = s + 1
	_ = s * 2
	_ = !i
	_ = -s
	_ = f % 2
	_ = i && true
	_ = f & 1
}
