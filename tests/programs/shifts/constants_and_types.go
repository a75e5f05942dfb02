// The type of a shifted constant by context, shifts in array lengths, indices, conversions and comparisons.
package main

import (
	"fmt"
	"math"
)

type Bits uint8

const (
	F0 Bits = 1 << iota
	F1
	F2
	All = F0 | F1 | F2
)

var a [1024]byte
var s uint = 33

func main() {
	var i = 1 << s
	var j int32 = 1 << s
	var k = uint64(1 << s)
	var m int = 1.0 << s
	var n = 1.0<<s == j
	var o = 1<<s == 2<<s
	var p = 1<<s == 1<<33
	var w int64 = 1.0 << 33
	var x = a[1.0<<3]
	var b = make([]byte, 1.0<<(s-30))
	var mm uint8 = 255
	fmt.Println(i, j, k, m, n, o, p, w, x, len(b), mm<<s>>s, mm>>1<<1)
	fmt.Println(All, All&^F1, ^F0, F2<<5, Bits(1)<<s)
	f := func(x float64) float64 { return x }
	fmt.Println(f(1<<3), math.Ldexp(1, 1<<2), len([1 << 4]int{}), "abc"[1<<1], [...]int{1 << 2: 5}[4])
	var c8 int8 = 1
	c8 <<= 7
	fmt.Println(c8, c8>>7, uint8(c8)>>7, c8>>s, int16(c8)<<8)
	var e any = 1 << 3
	var g any = uint8(1) << (s - 24)
	fmt.Printf("%T %v %T %v\n", e, e, g, g)
	var u64 uint64 = 64
	fmt.Println(1<<u64 == 0, int32(1)<<29<<1, uint32(1)<<u64, -1>>u64, uint(1)<<(u64-1)>>63)
	xs := []int{1, 2, 3}
	xs[1] <<= xs[0] << xs[2]
	fmt.Println(xs, 1<<len(xs), len(xs)<<1)
	defer func() { fmt.Println(recover()) }()
	neg := -len(xs)
	fmt.Println(xs[0] << neg)
}
