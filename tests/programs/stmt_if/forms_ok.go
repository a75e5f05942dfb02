// Nested conditions and early returns, all paths.
package main

import "fmt"

func classify(a, b, c int) string {
	if a > b {
		if b > c {
			return "abc"
		} else if a > c {
			return "acb"
		}
		return "cab"
	} else if b > c {
		if a > c {
			return "bac"
		}
		return "bca"
	}
	return "cba"
}
func sign[T int | float64](x T) (s string) {
	if s = "zero"; x > 0 {
		s = "pos"
	} else if x < 0 {
		s = "neg"
	}
	return
}
func and(a, b, c bool) int {
	r := 0
	if a && b && c {
		r |= 1
	}
	if a || b && c {
		r |= 2
	}
	if !(a && !b) || c {
		r |= 4
	}
	if (a != b) == c {
		r |= 8
	}
	v := a && (b || c)
	if w := !v; w != v && (w || v) {
		r |= 16
	}
	return r
}

func main() {
	for _, p := range [][3]int{{1, 2, 3}, {1, 3, 2}, {2, 1, 3}, {2, 3, 1}, {3, 1, 2}, {3, 2, 1}} {
		fmt.Print(classify(p[0], p[1], p[2]), " ")
	}
	for i := range 8 {
		fmt.Print(and(i&1 > 0, i&2 > 0, i&4 > 0), " ")
	}
	fmt.Println(sign(-2), sign(0.0), sign(1e-300))
}
