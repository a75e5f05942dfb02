package main

type A struct{ x int }
type B struct{ x int }
type C struct {
	A
	B
}

func (A) M() {}
func (B) M() {}

func main() {
	var c C
	c.x = 1
	c.M()
	var i interface{ M() } = c
	_ = i
}
