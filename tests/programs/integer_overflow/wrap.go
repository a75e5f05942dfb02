// Arithmetic wraps around in two's complement.
package main

func main() {
	var a int8 = 127
	a++
	println(a)
	a--
	println(a)
	var b uint8
	b--
	println(b)
	var c int16 = 300
	println(c*c, -c*c)
	var d int32 = 1 << 30
	println(d+d, d*4, d<<2)
	var e int64 = 1<<63 - 1
	println(e+1, e*2, e*e)
	var f uint64
	println(f-1, ^f, -f)
	m := int64(-1 << 63)
	println(-m, m/-1, m%-1, m*-1)
	i8 := int8(-128)
	println(-i8, i8/-1, i8%-1, i8*i8, i8-i8)
	var u16 uint16 = 65535
	println(u16*u16, u16+u16, uint32(u16)*uint32(u16))
	var up uintptr
	up--
	println(up>>63, uint(up)+2)
}
