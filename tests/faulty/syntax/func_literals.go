package main

func main() {
	func f() {}
	x := func() int { return 1 }
	func() {}
}
