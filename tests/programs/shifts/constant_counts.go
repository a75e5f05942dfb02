package main

import "fmt"

//go:noinline
func id[T any](x T) T { return x }

func main() {
	x := id(uint(1))
	y := id(int8(-100))
	const half = 0.5
	fmt.Println(x<<(1.0), x<<(2*half), x<<'\x03', x<<(4+0i), y>>(1.), y>>'d')
	const most = ^uint(0)
	fmt.Println(x<<most, y>>most, y<<(most-0.), x>>(most+0i))
	x <<= 3.0
	y >>= 2 + 0i
	fmt.Println(x, y)
	x <<= most
	y >>= most
	fmt.Println(x, y)
	fmt.Println(uint8(3)<<(1.0<<id(uint(2))))
}
