package main

func main() {
	é := 1
	x·y := 2
	a😀 := 3
	_ = é
}
