// Results of the math package on exact and edge values.
package main

import (
	"fmt"
	"math"
)

func main() {
	fmt.Println(math.Sqrt(2), math.Floor(-1.5), math.Ceil(-1.5), math.Trunc(-1.5), math.Round(2.5), math.RoundToEven(2.5), math.Abs(-3))
	fmt.Println(math.Mod(7, -3), math.Mod(-7, 3), math.Remainder(7, 4), math.Hypot(3, 4), math.Cbrt(27), math.Pow(2, 0.5), math.Pow(-8, 1.0/3))
	fmt.Println(math.Float64bits(1.5), math.Float32bits(-2), math.Float64frombits(0x7ff0000000000000), math.Signbit(-0.0), math.Signbit(math.Copysign(0, -1)))
	fr, ex := math.Frexp(10)
	ip, fp := math.Modf(-3.25)
	fmt.Println(fr, ex, ip, fp, math.Ldexp(0.5, 4), math.Nextafter(1, 2), math.IsInf(math.Inf(-1), -1))
	fmt.Printf("%.12f %.12f %.12f %.12f %.12f\n", math.Sin(1), math.Cos(1), math.Exp(1), math.Log(10), math.Atan2(1, -1))
	fmt.Println(math.FMA(2, 3, 4), math.Max(3, math.NaN()), math.Min(-0.0, 0), math.Dim(5, 3), math.Gamma(5), math.Log2(8), math.Log10(0.001), math.Log1p(0))
	x := 0.1
	y := x * 3
	fmt.Println(y, y == 0.3, float64(x*x)+y)
	s := 0.0
	for i := 1; i <= 1000; i++ {
		s += 1 / float64(i)
	}
	fmt.Println(s)
}
