// Shifts of all widths by all counts, signed counts, huge counts, constant and variable; negative counts panic.
package main

import "fmt"

func shl[T, C ints](x T, c C) T { return x << c }
func shr[T, C ints](x T, c C) T { return x >> c }

type ints interface {
	~int8 | ~int16 | ~int32 | ~int64 | ~int | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uint | ~uintptr
}

func run[T ints](name string, xs ...T) {
	fmt.Print(name)
	for _, x := range xs {
		for _, c := range []uint64{0, 1, 7, 8, 15, 16, 31, 32, 33, 63, 64, 65, 255, 256, 1 << 32, 1<<64 - 1} {
			fmt.Print(" ", shl(x, c), shr(x, c))
			if shl(x, uint8(min(c, 255))) != shl(x, min(c, 255)) || shr(x, int32(min(c, 1<<31-1))) != shr(x, c) {
				fmt.Print("!")
			}
		}
	}
	fmt.Println()
}

func neg(c int) (r any) {
	defer func() { r = recover() }()
	return 1 << c
}

func main() {
	run("int8", int8(1), -128, 127, -1)
	run("uint8", uint8(1), 200)
	run("int16", int16(-5))
	run("uint16", uint16(0x8001))
	run("int32", int32(-1<<31), 3)
	run("uint32", uint32(0xdeadbeef))
	run("int64", int64(-1<<63), 1)
	run("uint64", uint64(0x8000000000000001))
	run("uintptr", uintptr(3))
	fmt.Println(neg(-1), neg(3), neg(100))
	var s uint = 33
	var i = 1 << s
	var j int32 = 1 << s
	var k = uint64(1 << s)
	var w int64 = 1.0 << 33
	var u = 1<<s != 0
	var b = make([]byte, 1<<(s-30))
	var arr [4]int
	x := arr[1.0<<(s-32)]
	fmt.Println(i, j, k, w, u, len(b), x)
	var m8 int8 = -100
	m8 >>= 1
	m8 <<= s - 32
	fmt.Println(m8, m8>>s, uint8(m8)>>1, ^m8<<2, -m8>>1&3)
	var c8 int8 = 3
	fmt.Println(1<<c8, int64(1)<<(c8*10), uint(1)<<c8|1<<(c8+1), 5&^1<<c8)
	p := &s
	*p <<= 2
	s ^= 1 << (*p & 7)
	fmt.Println(s)
}
