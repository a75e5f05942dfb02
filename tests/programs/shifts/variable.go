// Shift counts beyond the width, signed counts, all widths.
package main

func main() {
	for _, n := range []uint{0, 1, 7, 8, 31, 32, 63, 64, 65, 1000} {
		var i8 int8 = -100
		var u8 uint8 = 200
		var i32 int32 = -1 << 30
		var u32 uint32 = 1<<31 + 5
		var i64 int64 = -1 << 62
		var u64 uint64 = 1<<63 + 9
		println(n, i8<<n, i8>>n, u8<<n, u8>>n, i32<<n, i32>>n, u32<<n, u32>>n, i64<<n, i64>>n, u64<<n, u64>>n)
	}
	x := 1
	var s8 int8 = 5
	var u8 uint8 = 255
	println(x<<s8, x<<u8, -x>>u8, uint16(40000)>>s8)
	x <<= 3
	x >>= 1
	x |= 1 << s8
	println(x)
	var big uint64 = 1 << 40
	println(x<<big, -5>>big, int8(-5)>>big)
}
