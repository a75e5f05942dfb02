// Constants far beyond the machine: exact integers, rationals, huge floats, runes, shifts, complex; used only when they fit.
package main

import (
	"fmt"
	"math"
)

const (
	Huge   = 1 << 500
	Back   = Huge >> 498
	Prime  = 2305843009213693951 * 618970019642690137449562111
	Mod    = Prime % 1000000007
	Third  = 1.0 / 3
	One    = Third * 3
	Tiny   = 1e-1000
	Unity  = Tiny * 1e1000
	Neg    = -Huge / (Huge - 1)
	Fl     = Huge * 1.5 / Huge
	Mask   = ^0
	UMask  = ^uint8(0)
	Rune   = 'a' + 1.0
	Cplx   = (1 + 2i) * (3 - 4i)
	Abs2   = real(Cplx)*real(Cplx) + imag(Cplx)*imag(Cplx)
	Big    = "x" + "y" + `z\n`
	Len    = len(Big)
	Cmp    = Huge > Prime && Big < "xz"
	Shift  = 1.0 << 3
	Hex    = 0x1p-2 + 0b101 + 0o17 + 1_000
	HexF   = 0x1.8p1
	Pi40   = 3.14159265358979323846264338327950288419716939937510582097494459
	Sq     = Pi40 * Pi40 * 1e30
	KB     = 1 << (10 * (iota - 18))
)

const (
	c0 = iota * iota
	c1
	_
	c3
	c4, c5 = iota, -iota
	c6, c7
)

type Weekday uint8

const (
	Sun Weekday = iota + 250
	Mon
	Tue
)

type Flags uint

const (
	A Flags = 1 << iota
	B
	C
	D    = A | C
	E, F = iota << 10, D &^ A
)

func main() {
	fmt.Println(Back, Mod, One == 1, Unity, Neg, Fl, Mask, UMask, Rune, string(rune(Rune)), Cplx, Abs2)
	fmt.Println(Big, Len, Cmp, Shift, Hex, HexF, KB)
	fmt.Println(c0, c1, c3, c4, c5, c6, c7, Sun, Mon, Tue, A, B, C, D, E, F)
	fmt.Println(float32(Pi40), float64(Pi40), Sq, float32(Sq))
	fmt.Println(math.MaxUint64/3, uint64(math.MaxUint64), math.MinInt64, math.MaxFloat64, math.SmallestNonzeroFloat64, float32(math.MaxFloat32))
	const m = Huge/Huge<<63 - 1
	fmt.Println(int64(m), m/2, -5/3, -5%3, 5/-3, 5.0/2, 7/2*2.0, 7/2.0*2)
	var f32 float32 = 16777217.0
	var d = 0.1 + 0.2
	var x float64 = 1 << 62
	var sh uint = 3
	var i8 int8 = 1<<sh + 'a'
	var fl = float64(int(1)<<sh) * 1.5
	fmt.Println(f32, d, x, i8, fl, uint8(255)<<sh, 1<<sh == 8)
	fmt.Println(len([Back]int{}), len([...]string{5: "a", "b", 1: "c"}), cap(make([]int, 1e3)), "s"[0], len("日本"))
	const u = uint8(200)
	fmt.Printf("%T %T %T %T %T %T %v\n", 1<<3, 'a'*2, 2.0*'b', 1i*1i, u+5, Third, real(Cplx))
	const big = 1<<64 - 1
	fmt.Println(uint64(big), big>>60, big&0xff, big/1e10, big%10)
	const nested = (1 + 2*3) << (4 - 2) & 0xff ^ 5 | 1
	fmt.Println(nested, !(3 < 4) || "a" != "b", 07, 0777, 1e3, .5e-1, 'x' - '0', '\'' , '\x41', '\u00e9', '\377')
}
