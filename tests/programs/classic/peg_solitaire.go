// Peg solitaire on the English board, searched by recursion with undo; counts moves tried.
package main

import "fmt"

var board = []rune(`...........
...........
....***....
....***....
..*******..
..***o***..
..*******..
....***....
....***....
...........
...........
`)

const width = 12

var moves int
var trail [][2]int

func move(pos, dir int) bool {
	moves++
	if board[pos] == '*' && board[pos+dir] == '*' && board[pos+2*dir] == 'o' {
		board[pos], board[pos+dir], board[pos+2*dir] = 'o', 'o', '*'
		return true
	}
	return false
}

func unmove(pos, dir int) { board[pos], board[pos+dir], board[pos+2*dir] = '*', '*', 'o' }

func solve(limit int) bool {
	var last, n int
	for pos, field := range board {
		if field == '*' {
			if moves > limit {
				return false
			}
			for _, dir := range [...]int{-1, -width, +1, +width} {
				if move(pos, dir) {
					trail = append(trail, [2]int{pos, dir})
					if solve(limit) {
						return true
					}
					trail = trail[:len(trail)-1]
					unmove(pos, dir)
				}
			}
			last = pos
			n++
		}
	}
	return n == 1 && board[last] == '*'
}

func main() {
	fmt.Println(solve(300000), moves, len(trail))
	fmt.Print(string(board))
}
