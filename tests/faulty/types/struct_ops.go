package main

type A struct{ x int }
type B struct{ x int }

func main() {
	var a A
	var b B
	a = b
	_ = a == b
	_ = a + a
	a.x.y = 1
	a->x = 1
}
