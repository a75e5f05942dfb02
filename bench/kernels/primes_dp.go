// Small classics: sieve over []bool, Sudoku backtracking, knight moves (BFS), Pascal, Ackermann, Fibonacci recursion, hanoi, subset sums, roman numerals.
package main

import "fmt"

func sieve(n int) (count int) {
	composite := make([]bool, n+1)
	for i := 2; i <= n; i++ {
		if composite[i] {
			continue
		}
		count++
		for j := i * i; j <= n; j += i {
			composite[j] = true
		}
	}
	return
}

func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}

func ack(m, n int) int {
	if m == 0 {
		return n + 1
	}
	if n == 0 {
		return ack(m-1, 1)
	}
	return ack(m-1, ack(m, n-1))
}

func hanoi(n int, a, b, c string, moves *int) {
	if n == 0 {
		return
	}
	hanoi(n-1, a, c, b, moves)
	*moves++
	hanoi(n-1, c, b, a, moves)
}

type grid [9][9]int

func (g *grid) ok(r, c, v int) bool {
	for i := 0; i < 9; i++ {
		if g[r][i] == v || g[i][c] == v || g[r/3*3+i/3][c/3*3+i%3] == v {
			return false
		}
	}
	return true
}

func (g *grid) solve(tries *int) bool {
	for r := 0; r < 9; r++ {
		for c := 0; c < 9; c++ {
			if g[r][c] != 0 {
				continue
			}
			for v := 1; v <= 9; v++ {
				*tries++
				if g.ok(r, c, v) {
					g[r][c] = v
					if g.solve(tries) {
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

type pos struct{ x, y int }

func knights(n int) int {
	dist := make(map[pos]int)
	queue := []pos{{0, 0}}
	dist[pos{0, 0}] = 0
	moves := []pos{{1, 2}, {2, 1}, {-1, 2}, {-2, 1}, {1, -2}, {2, -1}, {-1, -2}, {-2, -1}}
	for len(queue) > 0 {
		p := queue[0]
		queue = queue[1:]
		for _, m := range moves {
			q := pos{p.x + m.x, p.y + m.y}
			if q.x < 0 || q.y < 0 || q.x >= n || q.y >= n {
				continue
			}
			if _, ok := dist[q]; !ok {
				dist[q] = dist[p] + 1
				queue = append(queue, q)
			}
		}
	}
	total := 0
	for _, d := range dist {
		total += d
	}
	return total
}

func roman(n int) string {
	values := []int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	names := []string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}
	s := ""
	for i, v := range values {
		for n >= v {
			s += names[i]
			n -= v
		}
	}
	return s
}

func main() {
	moves := 0
	hanoi(20, "a", "b", "c", &moves)
	var g grid
	for i, c := range "530070000600195000098000060800060003400803001700020006060000280000419005000080079" {
		g[i/9][i%9] = int(c - '0')
	}
	tries := 0
	for range 20 {
		h := g
		h.solve(&tries)
	}
	letters := 0
	for i := range 60_000 {
		letters += len(roman(i%3000 + 1))
	}
	pascal := make([][]uint32, 1200)
	for i := range pascal {
		pascal[i] = make([]uint32, i+1)
		pascal[i][0], pascal[i][i] = 1, 1
		for j := 1; j < i; j++ {
			pascal[i][j] = pascal[i-1][j-1] + pascal[i-1][j]
		}
	}
	fmt.Println(sieve(8_000_000), fib(35), ack(2, 2000), moves, tries, knights(200), letters, pascal[1000][500])
}
