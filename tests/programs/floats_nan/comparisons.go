// NaN compares unequal to everything, infinities and zeros behave.
package main

import (
	"fmt"
	"math"
)

func main() {
	var zero float64
	nan, inf, ninf, nz := zero/zero, 1/zero, -1/zero, math.Copysign(0, -1)
	for _, x := range []float64{nan, inf, ninf, 0, nz, 1} {
		for _, y := range []float64{nan, inf, 0, 1} {
			fmt.Print(b(x == y), b(x != y), b(x < y), b(x <= y), b(x > y), b(x >= y), " ")
		}
		fmt.Println()
	}
	fmt.Println(nan, inf, ninf, nz, 1/nz, inf-inf, 0*inf, math.Sqrt(-1), -nan)
	fmt.Println(min(1, nan), max(nan, 1), min(0, nz), max(nz, 0), min(inf, 2.5), max(1, 2.5, ninf))
	if !(nan < 1) && !(nan >= 1) {
		fmt.Println("unordered")
	}
	switch nan {
	case nan:
		fmt.Println("no")
	default:
		fmt.Println("default")
	}
	var a, c any = nan, nan
	fmt.Println(a == c, [1]float64{nan} == [1]float64{nan})
	println(nan, inf, ninf, nz, 1.5, -2e100, float32(0.1))
}

func b(v bool) int {
	if v {
		return 1
	}
	return 0
}
