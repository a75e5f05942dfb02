// Float to integer and back, float32 rounding.
package main

func main() {
	for _, f := range []float64{0, 0.9, -0.9, 1.5, -1.5, 2147483647.9, -2147483648, 1e15 + 0.5, 9007199254740993} {
		println(int(f), int32(int64(f)), int64(f), float32(f), float64(float32(f)) == f)
	}
	var u uint64 = 1<<63 + 1<<62 + 12345
	f := float64(u)
	println(f, uint64(f), float32(u), uint32(float64(4294967295)))
	var i int64 = 1<<53 + 1
	println(int64(float64(i)), float64(i) == 1<<53)
	h, k := float32(200.7), -100.9
	println(uint8(h), int8(k), uint16(65535.0))
	var x, y float32 = 16777216, 1
	println(x+y == x, float64(x)+float64(y) == 16777217)
	z := x + y - x
	println(z)
	println(float32(1e-46), float32(3.4e37)*10, float32(1)/3)
	var m uint64 = 1<<64 - 1
	println(float64(m), float32(m), float64(int64(-1<<63)))
}
