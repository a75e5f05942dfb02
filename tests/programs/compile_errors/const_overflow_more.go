// Constant overflow in typed expressions of every kind.
package main

type Bits uint8

const F Bits = 1

var (
	a = -F
	b = F << 8
	c = uint8(1) << 9
	d = int32(1) << 31
	e = int8(100) + 100
	f = [1]int{}[1<<40]
	g = "a"[1]
	h = uint(0) - 1
	i = ^Bits(0) + 1
	j = 'a' * 1e10
)

func main() { var x rune = j }
