// Matrix multiplication: slices of slices, and a flat blocked form.
package main

import "fmt"

func matrix(n int, seed float64) [][]float64 {
	m := make([][]float64, n)
	for i := range m {
		m[i] = make([]float64, n)
		for j := range m[i] {
			m[i][j] = seed * float64(i-j) * float64(i+j)
		}
	}
	return m
}

func mul(a, b [][]float64) [][]float64 {
	n := len(a)
	c := make([][]float64, n)
	t := make([][]float64, n) // b transposed
	for i := range t {
		t[i] = make([]float64, n)
		for j := range t[i] {
			t[i][j] = b[j][i]
		}
	}
	for i := range c {
		c[i] = make([]float64, n)
		for j := range c[i] {
			var sum float64
			row, col := a[i], t[j]
			for k := range row {
				sum += row[k] * col[k]
			}
			c[i][j] = sum
		}
	}
	return c
}

func flat(a, b, c []float64, n int) {
	for i := 0; i < n; i++ {
		for k := 0; k < n; k++ {
			x := a[i*n+k]
			row, out := b[k*n:k*n+n], c[i*n:i*n+n]
			for j, y := range row {
				out[j] += x * y
			}
		}
	}
}

func main() {
	const n = 600
	a, b := matrix(n, 1.0/n/n), matrix(n, 2.0/n/n)
	var sum float64
	for range 3 {
		c := mul(a, b)
		sum += c[n/2][n/2]
	}
	fa, fb, fc := make([]float64, n*n), make([]float64, n*n), make([]float64, n*n)
	for i := range fa {
		fa[i], fb[i] = a[i/n][i%n], b[i/n][i%n]
	}
	for range 4 {
		flat(fa, fb, fc, n)
	}
	fmt.Printf("%.6f %.6f\n", sum, fc[n*n/2+n/2])
}
