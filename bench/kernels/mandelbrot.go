// Mandelbrot set: a tight floating-point loop with a data-dependent exit.
package main

import "fmt"

func main() {
	const n, limit = 900, 100
	sum := 0
	for py := range n {
		for px := range n {
			cr, ci := 2*float64(px)/n-1.5, 2*float64(py)/n-1
			var zr, zi, tr, ti float64
			i := 0
			for ; i < limit && tr+ti <= 4; i++ {
				zi = 2*zr*zi + ci
				zr = tr - ti + cr
				tr, ti = zr*zr, zi*zi
			}
			sum = (sum*31 + i) & 0xffffffff
		}
	}
	// The complex type does the same work once more on a smaller grid.
	for py := range n / 2 {
		for px := range n / 2 {
			c := complex(4*float64(px)/n-1.5, 4*float64(py)/n-1)
			var z complex128
			i := 0
			for ; i < limit && real(z)*real(z)+imag(z)*imag(z) <= 4; i++ {
				z = z*z + c
			}
			sum = (sum*31 + i) & 0xffffffff
		}
	}
	fmt.Println(sum)
}
