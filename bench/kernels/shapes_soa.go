// Interfaces over values and pointers, embedded structs, method values, struct copies, arrays of structs, structs of slices, func fields.
package main

import (
	"fmt"
	"math"
)

type shape interface {
	area() float64
	perimeter() float64
}

type rect struct{ w, h float64 }
type circle struct{ r float64 }
type tri struct{ a, b, c float64 }
type named struct {
	shape
	name string
}

func (r rect) area() float64      { return r.w * r.h }
func (r rect) perimeter() float64 { return 2 * (r.w + r.h) }
func (c *circle) area() float64   { return math.Pi * c.r * c.r }
func (c *circle) perimeter() float64 {
	return 2 * math.Pi * c.r
}
func (t tri) area() float64 {
	s := t.perimeter() / 2
	return math.Sqrt(s * (s - t.a) * (s - t.b) * (s - t.c))
}
func (t tri) perimeter() float64 { return t.a + t.b + t.c }

type vec struct{ x, y, z float64 }

func (a vec) add(b vec) vec       { return vec{a.x + b.x, a.y + b.y, a.z + b.z} }
func (a vec) scale(f float64) vec { return vec{a.x * f, a.y * f, a.z * f} }
func (a vec) dot(b vec) float64   { return a.x*b.x + a.y*b.y + a.z*b.z }
func (a vec) cross(b vec) vec     { return vec{a.y*b.z - a.z*b.y, a.z*b.x - a.x*b.z, a.x*b.y - a.y*b.x} }
func (a vec) norm() vec           { return a.scale(1 / math.Sqrt(a.dot(a))) }

type particles struct {
	x, y, vx, vy []float64
	alive        []bool
}

func (p *particles) step(dt float64) {
	for i := range p.x {
		if !p.alive[i] {
			continue
		}
		p.x[i] += p.vx[i] * dt
		p.y[i] += p.vy[i] * dt
		if p.x[i] < 0 || p.x[i] > 100 {
			p.vx[i] = -p.vx[i]
		}
		if p.y[i] < 0 || p.y[i] > 100 {
			p.vy[i] = -p.vy[i]
		}
	}
}

type body struct {
	pos, vel [3]float64
	mass     float64
	tag      string
}

func main() {
	shapes := []shape{}
	for i := range 1000 {
		f := float64(i%17) + 3
		switch i % 4 {
		case 0:
			shapes = append(shapes, rect{f, f + 1})
		case 1:
			shapes = append(shapes, &circle{f})
		case 2:
			shapes = append(shapes, tri{f, f, f})
		default:
			shapes = append(shapes, named{rect{f, 2}, "n"})
		}
	}
	total := 0.0
	for range 8000 {
		for _, s := range shapes {
			total += s.area() - s.perimeter()
		}
	}
	kinds := [4]int{}
	for range 5000 {
		for _, s := range shapes {
			switch s.(type) {
			case rect:
				kinds[0]++
			case *circle:
				kinds[1]++
			case tri:
				kinds[2]++
			case named:
				kinds[3]++
			}
		}
	}
	v, up := vec{1, 2, 3}, vec{0, 1, 0}
	for i := range 5_000_000 {
		v = v.add(up.cross(v).scale(0.01)).norm()
		if i%1000 == 0 {
			v = v.add(vec{0.1, 0, 0})
		}
	}
	n := 5000
	p := &particles{make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n), make([]bool, n)}
	for i := range n {
		p.x[i], p.y[i], p.vx[i], p.vy[i], p.alive[i] = float64(i%100), float64(i%37), float64(i%7-3), float64(i%5-2), i%3 != 0
	}
	for range 2000 {
		p.step(0.01)
	}
	bodies := make([]body, 200)
	for i := range bodies {
		bodies[i] = body{[3]float64{float64(i), float64(i * 2), 1}, [3]float64{1, 0, 0}, float64(i%3 + 1), "b"}
	}
	for range 50 {
		for i := range bodies {
			for j := range bodies {
				if i == j {
					continue
				}
				a, b := &bodies[i], bodies[j]
				var d2 float64
				var d [3]float64
				for k := range d {
					d[k] = b.pos[k] - a.pos[k]
					d2 += d[k] * d[k]
				}
				f := b.mass / (d2 * math.Sqrt(d2))
				for k := range d {
					a.vel[k] += d[k] * f * 0.001
				}
			}
		}
	}
	fmt.Printf("%.6f %v %.9f %.6f %.9f\n", total, kinds, v.x, p.x[77]+p.y[99], bodies[3].vel[1])
}
