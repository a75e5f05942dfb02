// Conway's game of life on a torus, [][]bool as in the tutorial.
package main

import "fmt"

type field struct {
	cells [][]bool
	w, h  int
}

func newField(w, h int) *field {
	cells := make([][]bool, h)
	for i := range cells {
		cells[i] = make([]bool, w)
	}
	return &field{cells, w, h}
}

func (f *field) set(x, y int, b bool) { f.cells[y][x] = b }

func (f *field) alive(x, y int) bool {
	x += f.w
	x %= f.w
	y += f.h
	y %= f.h
	return f.cells[y][x]
}

func (f *field) next(x, y int) bool {
	alive := 0
	for i := -1; i <= 1; i++ {
		for j := -1; j <= 1; j++ {
			if (j != 0 || i != 0) && f.alive(x+i, y+j) {
				alive++
			}
		}
	}
	return alive == 3 || alive == 2 && f.alive(x, y)
}

func main() {
	a, b := newField(200, 150), newField(200, 150)
	seed := uint32(7)
	for range 200 * 150 / 4 {
		seed = seed*1664525 + 1013904223
		x := int(seed>>8) % 200
		seed = seed*1664525 + 1013904223
		a.set(x, int(seed>>8)%150, true)
	}
	for range 250 {
		for y := 0; y < a.h; y++ {
			for x := 0; x < a.w; x++ {
				b.set(x, y, a.next(x, y))
			}
		}
		a, b = b, a
	}
	n := 0
	for _, row := range a.cells {
		for _, c := range row {
			if c {
				n++
			}
		}
	}
	fmt.Println(n)
}
