package main

var x int

func f(a x) {}

var y x

type T f

func g() main { return nil }

func main() {
	var z []x
	_ = make(x)
	_ = map[x]int{}
	_ = int
	_ = int + 1
	println(string)
	f(int)
}
