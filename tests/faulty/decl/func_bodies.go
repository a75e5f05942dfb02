package main

func f()

func g() int

func (T) m()

type T int

func h[P any](x P)

func main() {
	var k func()
	func l() {}
}
