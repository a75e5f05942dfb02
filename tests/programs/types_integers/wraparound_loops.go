// Loops over small integer types that wrap, counters at limits, comparisons across signedness by conversion, bit tricks.
package main

import "fmt"

func main() {
	n := 0
	for i := uint8(250); i != 5; i++ {
		n++
	}
	fmt.Print(n, " ")
	n = 0
	for i := int8(120); i > 0; i++ {
		n++
	}
	fmt.Print(n, " ")
	n = 0
	for i := uint8(5); i < 10; i-- {
		n++
	}
	fmt.Print(n, " ")
	n = 0
	for i := int16(1); i > 0; i <<= 1 {
		n++
	}
	fmt.Print(n, " ")
	n = 0
	for i := uint32(1 << 31); i > 0; i >>= 3 {
		n++
	}
	fmt.Print(n, " ")
	n = 0
	for i := range uint8(200) {
		n += int(i)
	}
	fmt.Print(n, " ")
	n = 0
	for i := range int8(-5) {
		n += int(i) + 1
	}
	fmt.Println(n)
	var u uint = 0
	u--
	fmt.Println(u, int(u), u>>63, u<<63, u*u, -u, u+2 > u)
	i := -1
	fmt.Println(uint8(i), uint16(i), uint32(i), uint64(i), uint32(i) > 5, uint64(i)>>1 == 1<<63-1)
	a, b := int32(-1<<31), int32(-1)
	fmt.Println(a/b, a%b, a*b, -a, a-1, a+b, a>>31, uint32(a)>>31, a<<1)
	x := uint64(0b1011_0110)
	fmt.Println(x&-x, x&(x-1), x|(x-1), ^x&(x+1), x^x>>1)
	y := int64(-7)
	fmt.Println(y/2, y>>1, y%2, y&1, y/-2, -y/2, uint64(y)%8, y&7, (y%4+4)%4)
	var h uint32 = 2166136261
	for _, c := range []byte("hash me") {
		h = (h ^ uint32(c)) * 16777619
	}
	fmt.Println(h, h%97, int32(h))
	s := int16(0)
	for k := range 1000 {
		s = s*31 + int16(k)
	}
	fmt.Println(s, uint8(s), int8(s>>8))
	var lfsr uint16 = 0xACE1
	period := 0
	for {
		bit := (lfsr ^ lfsr>>2 ^ lfsr>>3 ^ lfsr>>5) & 1
		lfsr = lfsr>>1 | bit<<15
		period++
		if lfsr == 0xACE1 {
			break
		}
	}
	fmt.Println(period)
	var up uintptr = 1 << 63
	fmt.Println(up<<1, up>>62, ^up)
	c := 'z'
	c++
	fmt.Println(c, string(c), 'a' < c, c-'a', byte(c)&^0x20)
}
