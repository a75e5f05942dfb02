// N queens: recursion with slices of bool, and with bit sets.
package main

import "fmt"

type board struct {
	n               int
	cols, up, down  []bool
	placed          []int
	solutions, sums int
}

func (b *board) place(row int) {
	if row == b.n {
		b.solutions++
		b.sums += b.placed[b.solutions%b.n]
		return
	}
	for c := 0; c < b.n; c++ {
		if b.cols[c] || b.up[row+c] || b.down[row-c+b.n-1] {
			continue
		}
		b.cols[c], b.up[row+c], b.down[row-c+b.n-1] = true, true, true
		b.placed[row] = c
		b.place(row + 1)
		b.cols[c], b.up[row+c], b.down[row-c+b.n-1] = false, false, false
	}
}

func bits(all, cols, up, down uint32) int {
	if cols == all {
		return 1
	}
	count := 0
	for free := all &^ (cols | up | down); free != 0; {
		bit := free & -free
		free ^= bit
		count += bits(all, cols|bit, (up|bit)<<1, (down|bit)>>1)
	}
	return count
}

func main() {
	b := &board{n: 12, cols: make([]bool, 12), up: make([]bool, 23), down: make([]bool, 23), placed: make([]int, 12)}
	b.place(0)
	fmt.Println(b.solutions, b.sums, bits(1<<13-1, 0, 0, 0))
}
