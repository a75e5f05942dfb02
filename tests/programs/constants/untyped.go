// Untyped constants are exact and convert where they are used.
package main

import (
	"fmt"
	"math"
)

const (
	Huge  = 1 << 100
	Small = Huge >> 98
	Third = 1.0 / 3
	Big   = 1e400
)

func main() {
	fmt.Println(Small, Huge/(1<<97), Third*3 == 1, Big/1e399)
	const x = 5
	var f float32 = x / 2
	var g float64 = x / 2.0
	fmt.Println(f, g, x%3, -x>>1)
	var b byte = 'a' + 1
	var r = 'a' + 1
	fmt.Printf("%T %v %T %v\n", b, b, r, r)
	fmt.Printf("%T %T %T %T %T\n", 1, 1.0, 'a', 1i, "s")
	const c = 2i * 2i
	var i int = c
	fmt.Println(i, real(c), 5.0 == 5, 7/2*2.0, 7/2.0)
	fmt.Println(math.MaxInt64, uint64(math.MaxUint64), math.Pi*1e15)
	const mask = ^0
	var u8 = ^uint8(3)
	fmt.Println(mask, u8, 0x1p-2, 0b1011, 0o17, 017, 1_000_000, 0x_ff, 'a'*2)
	const s = "abc"
	const l = len(s)
	var a [l]int
	fmt.Println(len(a), s[l-1] == 'c')
}
