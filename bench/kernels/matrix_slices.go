// [][]float64: multiplication, LU decomposition, transposition, prefix sums, Floyd-Warshall over ints, a heat equation.
package main

import "fmt"

func matrix(n, m int) [][]float64 {
	a := make([][]float64, n)
	for i := range a {
		a[i] = make([]float64, m)
		for j := range a[i] {
			a[i][j] = float64((i*31+j*17)%23) / 7
		}
	}
	return a
}

func mul(a, b [][]float64) [][]float64 {
	out := matrix(len(a), len(b[0]))
	for i := range a {
		for j := range b[0] {
			s := 0.0
			for k := range b {
				s += a[i][k] * b[k][j]
			}
			out[i][j] = s
		}
	}
	return out
}

func lu(a [][]float64) float64 {
	det := 1.0
	n := len(a)
	for i := 0; i < n; i++ {
		p := i
		for r := i + 1; r < n; r++ {
			if abs(a[r][i]) > abs(a[p][i]) {
				p = r
			}
		}
		if a[p][i] == 0 {
			return 0
		}
		if p != i {
			a[p], a[i] = a[i], a[p]
			det = -det
		}
		det *= a[i][i]
		for r := i + 1; r < n; r++ {
			f := a[r][i] / a[i][i]
			for c := i; c < n; c++ {
				a[r][c] -= f * a[i][c]
			}
		}
	}
	return det
}

func abs(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}

func floyd(d [][]int) {
	n := len(d)
	for k := 0; k < n; k++ {
		for i := 0; i < n; i++ {
			for j := 0; j < n; j++ {
				if d[i][k]+d[k][j] < d[i][j] {
					d[i][j] = d[i][k] + d[k][j]
				}
			}
		}
	}
}

func heat(u [][]float64, steps int) float64 {
	v := matrix(len(u), len(u[0]))
	for s := 0; s < steps; s++ {
		for i := 1; i < len(u)-1; i++ {
			for j := 1; j < len(u[i])-1; j++ {
				v[i][j] = u[i][j] + 0.1*(u[i-1][j]+u[i+1][j]+u[i][j-1]+u[i][j+1]-4*u[i][j])
			}
		}
		u, v = v, u
	}
	return u[len(u)/2][len(u)/2]
}

func main() {
	m := mul(matrix(400, 400), matrix(400, 400))
	a := matrix(220, 220)
	for i := range a {
		a[i][i] += 1
	}
	det := lu(a)
	d := make([][]int, 220)
	for i := range d {
		d[i] = make([]int, 220)
		for j := range d[i] {
			d[i][j] = (i*7919+j*104729)%1000 + 1
		}
	}
	floyd(d)
	fmt.Printf("%.4f %.6e %d %.6f\n", m[17][33], det, d[3][200], heat(matrix(200, 200), 1000))
}
