package main

type T struct{ a int }

func (T) a() {}

type E struct {
	T
	*T
}

type I interface{ T }

func main() {}
