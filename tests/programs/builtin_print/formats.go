// print and println of every basic type, extreme values, conversions, nested calls and no arguments.
package main

import "math"

type S string
type I int16
type F float32
type C complex64
type B bool
type E interface{}

func two() (int, string) { return 1, "two" }

func main() {
	println()
	print()
	println(1, -1, int8(-128), uint8(255), int64(math.MinInt64), uint64(math.MaxUint64), uintptr(0x1234), 'a', rune(0x10ffff), byte('b'))
	println(0.0, 1.0, -1.5, 3.14159, 1e100, 1e-100, 123456789.125, float32(0.1), math.Inf(1), math.Inf(-1), math.NaN(), math.MaxFloat64, 5e-324)
	println(1+2i, complex64(-0.5i), complex(math.Inf(1), math.NaN()), complex(0, -1))
	println(true, false, 1 < 2, B(true))
	println("str", "", "héllo\x00\n", S("named"), `raw\n`)
	println(I(5), F(2.5), C(1), nil == nil2())
	println(two())
	print("a", 1, "b", 2.5, true, 'c', "\n")
	var p *int
	var m map[string]int
	var c chan int
	var f func()
	var e error
	var x any
	var s []int
	println(p, m == nil, c, f == nil, e, x, s, len(s))
	println(len("abc"), cap(make([]int, 2, 5)), min(3, 1, 2), max(2.5, 1), real(3+4i), imag(3+4i))
	const big = 1 << 40
	println(big, big*1.0, 1<<3, 2.0*3, 'a'+1, "con"+"cat", -5%3, 7/2, 7/2.0)
	println(int32(-1<<31), uint16(65535), int(^uint(0)>>1))
	print(1, 2, 3, "\n")
	print(1.5, 2.5, "\n")
	defer println("deferred", 1, two2())
	println(func() int { print("first "); return 5 }(), "then")
}

func nil2() any      { return nil }
func two2() float64  { print("evaluated early\n"); return 2 }
