package main

import "fmt"

func main() {
	x = 1
	println(y, z.a, w())
	var t T
	fmt.Printf("x")
	goto L
}
