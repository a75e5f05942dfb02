// More float32: increments, division, remainder by hand, infinities by overflow, printing widths.
package main

import "fmt"

func main() {
	x := float32(1)
	for range 40 {
		x *= 10
	}
	y := -x
	fmt.Println(x, y, x+y, 1/x, x > 3.4e38, y < 0, x == x*2)
	f := float32(7.5)
	f++
	f /= 2
	f -= .25
	fmt.Println(f, int(f), f-float32(int(f)), -f, f*f)
	for _, v := range []float32{0.3, 1e7, 123456790, 1e21, 1e-5, 0.00001234, 16777216, 3.4028235e38} {
		fmt.Print(v, " ")
		fmt.Printf("%g %e %.3f %v ", v, v, v, float64(v))
		println(v)
	}
	fmt.Println()
}
