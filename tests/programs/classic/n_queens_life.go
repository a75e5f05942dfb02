// N queens with bits, Conway's life on a torus, Hanoi with channels, permutations by Heap's algorithm, a matrix determinant with fractions.
package main

import (
	"fmt"
	"math/big"
	"strings"
)

func queens(n int, row, cols, d1, d2 uint) int {
	if row == uint(n) {
		return 1
	}
	c := 0
	for free := (1<<n - 1) &^ (cols | d1 | d2); free != 0; free &= free - 1 {
		bit := free & -free
		c += queens(n, row+1, cols|bit, (d1|bit)<<1, (d2|bit)>>1)
	}
	return c
}

type Life [][]bool

func (l Life) at(x, y int) int {
	if l[(y+len(l))%len(l)][(x+len(l[0]))%len(l[0])] {
		return 1
	}
	return 0
}
func (l Life) step() Life {
	n := make(Life, len(l))
	for y := range l {
		n[y] = make([]bool, len(l[y]))
		for x := range l[y] {
			s := -l.at(x, y)
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					s += l.at(x+dx, y+dy)
				}
			}
			n[y][x] = s == 3 || s == 2 && l[y][x]
		}
	}
	return n
}
func (l Life) String() string {
	var b strings.Builder
	for _, row := range l {
		for _, c := range row {
			b.WriteByte(".#"[map[bool]int{true: 1}[c]])
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func hanoi(n int, a, b, c string, out chan<- string) {
	if n > 0 {
		hanoi(n-1, a, c, b, out)
		out <- a + c
		hanoi(n-1, b, a, c, out)
	}
}

func perms[T any](xs []T, k int, yield func([]T) bool) bool {
	if k == 1 {
		return yield(xs)
	}
	for i := range k {
		if !perms(xs, k-1, yield) {
			return false
		}
		if k%2 == 0 {
			xs[i], xs[k-1] = xs[k-1], xs[i]
		} else {
			xs[0], xs[k-1] = xs[k-1], xs[0]
		}
	}
	return true
}

func det(m [][]*big.Rat) *big.Rat {
	n := len(m)
	d := big.NewRat(1, 1)
	for i := range n {
		p := i
		for p < n && m[p][i].Sign() == 0 {
			p++
		}
		if p == n {
			return new(big.Rat)
		}
		if p != i {
			m[p], m[i] = m[i], m[p]
			d.Neg(d)
		}
		d.Mul(d, m[i][i])
		for r := i + 1; r < n; r++ {
			f := new(big.Rat).Quo(m[r][i], m[i][i])
			for c := i; c < n; c++ {
				m[r][c] = new(big.Rat).Sub(m[r][c], new(big.Rat).Mul(f, m[i][c]))
			}
		}
	}
	return d
}

func main() {
	for n := 1; n <= 9; n++ {
		fmt.Print(queens(n, 0, 0, 0, 0), " ")
	}
	fmt.Println()
	l := make(Life, 6)
	for i := range l {
		l[i] = make([]bool, 8)
	}
	for _, p := range [][2]int{{1, 0}, {2, 1}, {0, 2}, {1, 2}, {2, 2}} {
		l[p[1]][p[0]] = true
	}
	for range 9 {
		l = l.step()
	}
	fmt.Print(l)
	ch := make(chan string)
	go func() { defer close(ch); hanoi(5, "a", "b", "c", ch) }()
	n := 0
	for m := range ch {
		if n < 6 {
			fmt.Print(m, " ")
		}
		n++
	}
	fmt.Println(n)
	count := 0
	for p := range func(y func([]string) bool) { perms([]string{"x", "y", "z", "w"}, 4, y) } {
		if count++; count%5 == 0 {
			fmt.Print(strings.Join(p, ""), " ")
		}
	}
	fmt.Println(count)
	m := make([][]*big.Rat, 8)
	for i := range m {
		for j := range 8 {
			m[i] = append(m[i], big.NewRat(1, int64(i+j+1)))
		}
	}
	fmt.Println(det(m))
}
