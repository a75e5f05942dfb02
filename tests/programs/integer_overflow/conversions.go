// Integer conversions extend by the source's sign and truncate.
package main

func main() {
	vals := []int64{0, 1, -1, 127, 128, 255, 256, -128, -129, 32768, 65535, 1<<31 - 1, 1 << 31, 1<<32 - 1, -1 << 63, 1<<63 - 1}
	for _, v := range vals {
		println(v, int8(v), uint8(v), int16(v), uint16(v), int32(v), uint32(v), uint64(v), int(int8(v)), uint(uint8(v)), uint64(int8(v)), int32(uint16(int8(v))))
	}
	var i8 int8 = -1
	println(uint16(i8), uint32(uint8(i8)), int64(uint32(i8)), uintptr(i8) == ^uintptr(0))
	var r rune = -2
	var b byte = byte(r)
	println(b, rune(b), int8(b))
}
