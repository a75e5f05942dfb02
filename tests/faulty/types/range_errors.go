package main

func main() {
	for i := range 1.5 {
	}
	for i, j := range 5 {
	}
	var p *[]int
	for range p {
	}
	for range struct{}{} {
	}
	for range func() {} {
	}
	for range func(func() int) {} {
	}
	for a, b := range func(func(int) bool) {} {
	}
	var s string
	for i, s = range []int{} {
	}
	for range nil {
	}
	for x := range func(yield func(a, b, c int) bool) {} {
	}
}
