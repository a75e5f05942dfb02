// Assembly may leave any value in BP (the reference's code does not address its frame through it), and may call Go with
// SP at any multiple of 8.
package main

import "fmt"

//go:noescape
func sum(p *int, n int) int

func tail(x int) int

func callback(x float64) float64

func callback8(x float64) float64

//go:noinline
func look(p *[8]float64) {
	for i := range p {
		p[i] += 1
	}
}

// Called by the assembly: its vectors lie on the stack.
func spread(x float64) float64 {
	var a, b [8]float64
	for i := range a {
		a[i], b[i] = x*float64(i), x
	}
	look(&a)
	look(&b)
	for i := range a {
		a[i] *= b[i]
	}
	look(&a)
	return a[1] + a[7] + b[3]
}

//go:noinline
func frame(n int) (int, int) {
	var many [64]int
	for i := range many {
		many[i] = i * n
	}
	a := sum(&many[0], len(many))
	b := tail(a)
	for i := range many {
		b += many[i]
	}
	return a, b
}

func main() {
	for n := range 4 {
		fmt.Println(frame(n))
		fmt.Println(callback(float64(n)), callback8(float64(n)))
	}
}
