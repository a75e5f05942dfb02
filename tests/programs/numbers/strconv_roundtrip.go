// Numbers to text and back: every power of two, halves, denormals, hexadecimal floats, integers in all bases.
package main

import (
	"fmt"
	"math"
	"strconv"
)

func main() {
	bad := 0
	h := uint64(0)
	for e := -1074; e <= 1023; e++ {
		for _, m := range []float64{1, 1.5, 1.1, 1.9999999999999998} {
			f := math.Ldexp(m, e)
			s := strconv.FormatFloat(f, 'g', -1, 64)
			g, err := strconv.ParseFloat(s, 64)
			if g != f || err != nil {
				bad++
			}
			for _, c := range s {
				h = h*31 + uint64(c)
			}
			x := strconv.FormatFloat(f, 'x', -1, 64)
			if g, _ := strconv.ParseFloat(x, 64); g != f {
				bad++
			}
			f32 := float32(f)
			if g, _ := strconv.ParseFloat(strconv.FormatFloat(float64(f32), 'e', -1, 32), 32); float32(g) != f32 {
				bad++
			}
		}
	}
	fmt.Println(bad, h)
	for base := 2; base <= 36; base++ {
		for _, n := range []int64{0, 1, -1, 1 << 40, math.MaxInt64, math.MinInt64} {
			s := strconv.FormatInt(n, base)
			if m, err := strconv.ParseInt(s, base, 64); m != n || err != nil {
				bad++
			}
			h = h*17 + uint64(len(s))
		}
	}
	fmt.Println(bad, h)
	for _, f := range []float64{0.1, 1.0 / 3, 2.0 / 3, 1e23, 123456789.0, 5e-324, math.MaxFloat64, 0.000001, 100000, 1e6, 1e21, 1e20} {
		fmt.Println(f, float32(f), strconv.FormatFloat(f, 'f', 3, 64), strconv.FormatFloat(f, 'e', 17, 64), strconv.FormatFloat(f, 'G', 5, 64))
	}
}
