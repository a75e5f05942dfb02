// Floats in every verb and in Println.
package main

import (
	"fmt"
	"math"
	"strconv"
)

func main() {
	for _, f := range []float64{0, 1, -1, 0.1, 1e20, 1e21, 1e-5, 123456789, 1.0 / 3, math.MaxFloat64, math.SmallestNonzeroFloat64, math.Inf(1), math.NaN(), math.Copysign(0, -1)} {
		fmt.Println(f, float32(f))
		fmt.Printf("%v %g %e %.3f %8.2f|%-10.1f|%+.2e %G %x %b\n", f, f, f, f, f, f, f, f, f, f)
		fmt.Println(strconv.FormatFloat(f, 'f', -1, 64), strconv.FormatFloat(f, 'g', 5, 32))
	}
	for _, s := range []string{"1e400", "-0", "0x1p-3", "1_000", "inf", "nan", ".5", "5.", "1e", "4.9e-324", "2.2250738585072011e-308"} {
		v, err := strconv.ParseFloat(s, 64)
		fmt.Println(v, err)
	}
}
