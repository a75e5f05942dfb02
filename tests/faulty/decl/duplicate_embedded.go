package main

type A struct{}
type P struct {
	A
	A int
}
type Q struct {
	int
	*int
}
type R struct {
	a, a int
	_, _ int
}
type I interface {
	M()
	N()
	M(int)
}

func main() {}
