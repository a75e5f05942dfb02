package main

type T struct {
	(int)
	*(T)
	[]int
	a, b
}

func main() {}
