package main

type I interface {
	func M()
	a int
}

func main() {}
