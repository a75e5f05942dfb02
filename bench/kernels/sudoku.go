// Sudoku by trying: with loops over rows, columns and boxes, and with sets of bits.
package main

import (
	"fmt"
	"math/bits"
)

type grid [9][9]int

func (g *grid) fits(r, c, n int) bool {
	for i := 0; i < 9; i++ {
		if g[r][i] == n || g[i][c] == n || g[r/3*3+i/3][c/3*3+i%3] == n {
			return false
		}
	}
	return true
}

var tries int

func (g *grid) solve() bool {
	for r := 0; r < 9; r++ {
		for c := 0; c < 9; c++ {
			if g[r][c] != 0 {
				continue
			}
			for n := 1; n <= 9; n++ {
				tries++
				if g.fits(r, c, n) {
					g[r][c] = n
					if g.solve() {
						return true
					}
					g[r][c] = 0
				}
			}
			return false
		}
	}
	return true
}

type sets struct {
	rows, cols, boxes [9]uint16
	cells             [81]uint8
}

func (s *sets) solve(at int) bool {
	for at < 81 && s.cells[at] != 0 {
		at++
	}
	if at == 81 {
		return true
	}
	r, c := at/9, at%9
	b := r/3*3 + c/3
	for free := ^(s.rows[r] | s.cols[c] | s.boxes[b]) & 0x1ff; free != 0; free &= free - 1 {
		tries++
		bit := free & -free
		s.rows[r] |= bit
		s.cols[c] |= bit
		s.boxes[b] |= bit
		s.cells[at] = uint8(bits.TrailingZeros16(bit) + 1)
		if s.solve(at + 1) {
			return true
		}
		s.cells[at] = 0
		s.rows[r] &^= bit
		s.cols[c] &^= bit
		s.boxes[b] &^= bit
	}
	return false
}

func main() {
	for _, puzzle := range []string{
		"1....7.9..3..2...8..96..5....53..9...1..8...26....4...3......1..4......7..7...3..",
		"4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......",
	} {
		if len(puzzle) != 81 {
			panic(len(puzzle))
		}
		var g grid
		var s sets
		fine := true
		for i, ch := range puzzle {
			if ch == '.' {
				continue
			}
			n := int(ch - '0')
			fine = fine && g.fits(i/9, i%9, n)
			g[i/9][i%9] = n
			bit := uint16(1) << (n - 1)
			s.rows[i/9] |= bit
			s.cols[i%9] |= bit
			s.boxes[i/9/3*3+i%9/3] |= bit
			s.cells[i] = uint8(n)
		}
		tries = 0
		ok := fine && s.solve(0)
		fmt.Println(ok, tries, s.cells[:9])
		if tries < 2_000_000 {
			tries = 0
			fmt.Println(fine && g.solve(), tries, g[0])
		}
	}
}
