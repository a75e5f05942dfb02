package main

func main() {
	a, b := 1, 2
	a, b := 3, 4
	_, _ := 1, 2
	a := 5
	println(a, b)
	a.x := 1
	f() := 2
}

func f() int { return 1 }
