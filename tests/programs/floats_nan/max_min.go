// math.Max and Min of special values, as calls and as function values.
package main

import (
	"fmt"
	"math"
)

func main() {
	special := []float64{0, math.Copysign(0, -1), 1, -1, math.Inf(1), math.Inf(-1), math.NaN(), math.Float64frombits(0xfff8000000000abc), 1e308, 5e-324}
	max, min := math.Max, math.Min
	for _, x := range special {
		for _, y := range special {
			a, b := math.Max(x, y), math.Min(x, y)
			fmt.Print(a, a == a && math.Signbit(a), " ", b, b == b && math.Signbit(b), "; ")
			if math.Float64bits(a) != math.Float64bits(max(x, y)) || math.Float64bits(b) != math.Float64bits(min(x, y)) {
				fmt.Println("differs", x, y)
			}
		}
		fmt.Println()
	}
}
