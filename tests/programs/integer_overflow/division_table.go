// Every division and remainder of extreme values in all integer types, by variables and by constants.
package main

import "fmt"

type ints interface {
	~int8 | ~int16 | ~int32 | ~int64 | ~int | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uint
}

func table[T ints](name string, vals ...T) {
	var h uint64 = 14695981039346656037
	mix := func(x T) { h = (h ^ uint64(x)) * 1099511628211 }
	for _, a := range vals {
		for _, b := range vals {
			func() {
				defer func() {
					if e := recover(); e != nil {
						h += 17
					}
				}()
				mix(a / b)
				mix(a % b)
				if (a/b)*b+a%b != a {
					fmt.Println("identity", name, a, b)
				}
			}()
		}
		mix(a / 3)
		mix(a % 3)
		mix(a / 7)
		mix(a % 7)
		mix(a / 10)
		mix(a % 10)
		mix(a / 16)
		mix(a % 16)
		mix(a / 100)
		mix(a / 127)
		mix(a % 127)
		mix(a / 1)
		mix(a % 1)
		mix(-a)
		mix(a * a)
		mix(a << 3)
		mix(a >> 3)
	}
	fmt.Println(name, len(vals), h)
}

func byConst(x int64, u uint64) (int64, int64, int64, int64, uint64, uint64, uint64) {
	return x / -1, x % -1, x / -7, x % (1 << 62), u / 1000000007, u % (1<<63 + 1), u / 6
}

func main() {
	table("int8", int8(0), 1, -1, 2, 3, 7, 10, -10, 100, 127, -127, -128)
	table("int16", int16(0), 1, -1, 2, 3, 7, 10, -10, 1000, 32767, -32767, -32768)
	table("int32", int32(0), 1, -1, 2, 3, 7, 10, -10, 100000, 1<<31-1, -1<<31, -1<<31+1)
	table("int64", int64(0), 1, -1, 2, 3, 7, 10, -10, 1e15, 1<<63-1, -1<<63, -1<<63+1)
	table("int", 0, 1, -1, 5, 1<<63-1, -1<<63)
	table("uint8", uint8(0), 1, 2, 3, 7, 10, 127, 128, 255)
	table("uint16", uint16(0), 1, 2, 3, 7, 10, 32768, 65535)
	table("uint32", uint32(0), 1, 2, 3, 7, 10, 1<<31, 1<<32-1)
	table("uint64", uint64(0), 1, 2, 3, 7, 10, 1<<63, 1<<64-1)
	for _, x := range []int64{0, 5, -5, 1<<63 - 1, -1 << 63} {
		fmt.Println(byConst(x, uint64(x)))
	}
	var z int8
	func() { defer func() { fmt.Println(recover()) }(); fmt.Println(5 / z) }()
	func() { defer func() { fmt.Println(recover()) }(); z %= z }()
	var f float64
	fmt.Println(1/f, -1/f, f/f == f/f)
}
