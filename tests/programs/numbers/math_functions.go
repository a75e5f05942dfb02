// Functions of package math and bits at special values, by variables so that nothing is folded.
package main

import (
	"fmt"
	"math"
	"math/bits"
)

//go:noinline
func v(x float64) float64 { return x }

func main() {
	vals := []float64{0, math.Copysign(0, -1), 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 1e10, 1e300, 5e-324, math.Inf(1), math.Inf(-1), math.NaN(), math.Pi, 1 << 53}
	for _, x := range vals {
		x = v(x)
		fmt.Println(x, math.Sqrt(x), math.Floor(x), math.Ceil(x), math.Trunc(x), math.Round(x), math.RoundToEven(x), math.Abs(x), math.Signbit(x))
		fr, e := math.Frexp(x)
		ip, fp := math.Modf(x)
		fmt.Println(fr, e, ip, fp, math.Exp(x), math.Log(x), math.Log2(x), math.Cbrt(x), math.Atan(x), math.Tanh(x))
	}
	for _, x := range vals {
		for _, y := range []float64{0, 1, -1, 0.5, 3, math.Inf(1), math.NaN()} {
			fmt.Print(math.Pow(v(x), v(y)), " ", math.Mod(x, y), " ", math.Max(x, y), " ", math.Min(x, y), " ", max(v(x), v(y)), " ", min(x, y), " ", math.Copysign(x, y), " ", math.Hypot(x, y), " ", math.Atan2(x, y), ";")
		}
	}
	fmt.Println()
	fmt.Println(math.FMA(v(2), 3, 4), math.FMA(v(1e308), 10, math.Inf(-1)), math.Nextafter(v(1), 2), math.Remainder(v(5), 3), math.Sin(v(1e10)), math.Cos(v(1)), math.Gamma(v(5)), math.Erf(v(.5)))
	for _, x := range []uint64{0, 1, 0x8000000000000000, 0xffffffffffffffff, 0x123456789abcdef0} {
		hi, lo := bits.Mul64(x, x+1)
		s, c := bits.Add64(x, x, 1)
		d, b := bits.Sub64(1, x, 0)
		fmt.Println(bits.LeadingZeros64(x), bits.TrailingZeros64(x), bits.OnesCount64(x), bits.Reverse64(x), bits.ReverseBytes64(x), bits.Len64(x), bits.RotateLeft64(x, 13), hi, lo, s, c, d, b)
		fmt.Println(bits.LeadingZeros8(uint8(x)), bits.TrailingZeros16(uint16(x)), bits.OnesCount32(uint32(x)), bits.Len16(uint16(x)), bits.RotateLeft8(uint8(x), -3), bits.ReverseBytes16(uint16(x)), bits.Reverse8(uint8(x)))
	}
	q, r := bits.Div64(1, 5, 7)
	fmt.Println(q, r)
	func() { defer func() { fmt.Println(recover()) }(); bits.Div64(7, 5, uint64(v(7))) }()
	func() { defer func() { fmt.Println(recover()) }(); bits.Div64(7, 5, uint64(v(0))) }()
}
