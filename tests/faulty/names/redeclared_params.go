package main

func f(a int, a string) (b int, b error) { return }

func g(a int) (a int) { return }

func h[T any, T any](x T) {}

type S struct {
	a int
	a string
}

type I interface {
	M()
	M()
}

func (s S) m(s int) {}

func main() {
	a := func(x, x int) {}
	_ = a
}
