// float32 arithmetic is done in float32; constants are exact; accumulations, comparisons, conversions and fused operations.
package main

import (
	"fmt"
	"math"
)

//go:noinline
func mul(a, b float32) float32 { return a * b }

//go:noinline
func fma(a, b, c float32) float32 { return float32(a*b) + c }

//go:noinline
func chain(x float32) float32 { return x*x + x - x/3 }

func main() {
	var s32 float32
	var s64 float64
	for i := range 1000000 {
		s32 += 0.1
		s64 += 0.1
		_ = i
	}
	fmt.Println(s32, s64)
	var a, b float32 = 16777216, 1
	fmt.Println(a+b == a, a+b+b == a+2, a+(b+b), float64(a)+float64(b), mul(a, 1.0000001), fma(1e20, 1e20, 1))
	var c float32 = 0.1
	fmt.Println(c == 0.1, float64(c) == 0.1, c*c, float64(c)*float64(c), c+c+c == 0.3, c*3 == 0.3, 1/c*c == 1)
	fmt.Println(math.Float32bits(c), math.Float32bits(chain(0.7)), math.Float32bits(float32(math.Sqrt(2))), math.MaxFloat32, math.SmallestNonzeroFloat32)
	h := uint32(0)
	x := float32(1)
	for i := range 1000 {
		x = x*1.01 - float32(i)/77
		h = h*31 + math.Float32bits(x)
	}
	fmt.Println(h, x)
	var d float32 = 1e-45
	fmt.Println(d, d/2, d*1e10, -d/2, 1/(d/2), float32(1e-46) == 0)
	i := 16777217
	fmt.Println(float32(i), int(float32(i)), float32(uint64(1<<63+1<<39)), int32(float32(1<<24+1)), uint8(chain(9)))
	g := []float32{3.5, -1, float32(math.NaN()), 2}
	mx := g[0]
	for _, v := range g {
		if v > mx {
			mx = v
		}
	}
	fmt.Println(mx, max(g[0], g[1]), max(g[0], g[2]), min(g[1], 0.5), g)
	var z complex64 = complex(c, -c)
	fmt.Println(z*z, real(z)*2 == 0.2, z/3, complex128(z))

}
