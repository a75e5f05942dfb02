// Interface calls, type switches, assertions and embedded methods.
package main

import "fmt"

type shape interface {
	area() float64
	scale(f float64)
}

type square struct{ side float64 }
type circle struct{ r float64 }
type rect struct{ w, h float64 }
type named struct {
	*square
	name string
}

func (s *square) area() float64   { return s.side * s.side }
func (s *square) scale(f float64) { s.side *= f }
func (c *circle) area() float64   { return c.r * c.r * 3 }
func (c *circle) scale(f float64) { c.r *= f }
func (r *rect) area() float64     { return r.w * r.h }
func (r *rect) scale(f float64)   { r.w *= f; r.h *= f }

type stringer interface{ String() string }

func (n named) String() string { return n.name }

func kind(v any) int {
	switch v := v.(type) {
	case *square:
		return 1
	case *circle:
		return 2
	case int:
		return v
	case stringer:
		return len(v.String())
	case string:
		return len(v)
	}
	return 0
}

func main() {
	shapes := []shape{&square{1}, &circle{2}, &rect{1, 2}, named{&square{3}, "n"}}
	var total float64
	for i := range 60_000_000 {
		s := shapes[i&3]
		s.scale(1.0000001)
		total += s.area()
	}
	values := []any{shapes[0], shapes[1], 3, "four", shapes[3], 2.5}
	sum := 0
	for i := range 40_000_000 {
		sum += kind(values[i%6])
		if s, ok := values[i&3].(shape); ok && s == shapes[0] {
			sum++
		}
	}
	fmt.Printf("%.6e %d\n", total, sum)
}
