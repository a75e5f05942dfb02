// Conversions between numbers at their limits, computed at run time; those the language leaves open go by the machine's rule.
package main

import (
	"fmt"
	"math"
)

//go:noinline
func f64(x float64) float64 { return x }

//go:noinline
func i64(x int64) int64 { return x }

func main() {
	for _, x := range []float64{0, -0.5, 0.99, 1.5, -1.5, 127.9, -128.9, 255.9, 32767.5, 65535.5, 2147483647, -2147483648.5, 4294967295, 9007199254740993, 9.2e18, -9.2e18} {
		x = f64(x)
		fmt.Println(int64(x), int32(int64(x)), int8(int64(x)), uint8(int64(x)), uint64(int64(x)), float32(x))
	}
	fmt.Println(uint64(f64(1<<63)), uint64(f64(1<<63+4096)), uint64(f64(18446744073709549568)), uint32(f64(4294967295.9)))
	for _, x := range []int64{0, 1, -1, 1<<24 + 1, 1<<53 + 1, -(1<<53 + 3), math.MaxInt64, math.MinInt64} {
		x = i64(x)
		fmt.Println(float64(x), float32(x), float64(uint64(x)), float32(uint64(x)), int8(x), uint16(x), int32(x), uintptr(x)&0xffff)
	}
	fmt.Println(float32(f64(1e-46)), float32(f64(1e39)), float32(f64(-1e39)), float64(float32(f64(0.1))), float32(f64(1.00000006)))
	fmt.Println(math.IsInf(float64(float32(f64(3.5e38))), 1), math.IsNaN(float64(float32(f64(math.NaN())))))
	var u8 uint8 = 200
	var i8 = int8(u8)
	fmt.Println(i8, uint16(i8), int16(u8), uint32(int16(i8)), rune(i8), byte(int(i8)-100))
	var u64 uint64 = 1<<64 - 1
	fmt.Println(int64(u64), int(u64), float64(u64), uint32(u64), int16(u64>>1), float32(u64))
	fmt.Println(complex64(complex(f64(1e39), 0.1)), complex128(complex64(complex(f64(.1), 2))))
	type Celsius float32
	type Count uint16
	fmt.Println(Count(Celsius(f64(36.6))), Celsius(Count(i64(65537))), Celsius(1)/3)
	fmt.Println(math.Float32bits(float32(f64(math.Copysign(0, -1)))), math.Float64bits(float64(float32(f64(-1e-50)))))
	h := f64(0.1)
	fmt.Println(float32(h)*float32(h) == float32(h*h), float64(float32(h))*10, h*3 == 0.3, float32(h)*3 == 0.3)
	fmt.Println(int(f64(2.9999999999999996)), int(f64(2.9999999999999998)), uint8(int(f64(-1))))
}
