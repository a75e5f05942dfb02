// Typed constants at the edges of their types.
package main

const (
	minI8  int8   = -128
	maxU16 uint16 = 1<<16 - 1
	minI64 int64  = -1 << 63
	maxU64        = uint64(1<<64 - 1)
	maxF32        = float32(3.4028234663852886e38)
)

func main() {
	println(minI8, maxU16, minI64, maxU64)
	println(minI64+1, -(minI64+1) == 1<<63-1, -(minI8 + 1))
	v := minI8
	println(-v, v-1, v*v, v/-1)
	u := maxU16
	println(u+1, u*u, ^u, -u)
	println(uint8(255)&^15, int8(-1)>>1, 7&-7, 6|1, 6^3)
	const big = uint64(1) << 63
	println(big, big>>63, int64(big>>1))
	println(float32(0.1) == 0.1, float64(float32(0.1)) == 0.1, maxF32 > 3e38)
	const t = true && !false || false
	println(t, "a"+"b" == "ab", 'a' < 'b')
	const shift = 3
	println(1<<shift, -8>>shift, uint32(1)<<31)
}
