// A Brainf*** interpreter and a busy beaver Turing machine.
package main

import "fmt"

const hello = `++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.`

func run(prog string) string {
	var out []byte
	tape := make([]uint8, 64)
	jump := map[int]int{}
	var stack []int
	for i, c := range prog {
		switch c {
		case '[':
			stack = append(stack, i)
		case ']':
			j := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			jump[i], jump[j] = j, i
		}
	}
	for p, pc := 0, 0; pc < len(prog); pc++ {
		switch prog[pc] {
		case '>':
			p++
		case '<':
			p--
		case '+':
			tape[p]++
		case '-':
			tape[p]--
		case '.':
			out = append(out, tape[p])
		case '[':
			if tape[p] == 0 {
				pc = jump[pc]
			}
		case ']':
			if tape[p] != 0 {
				pc = jump[pc]
			}
		}
	}
	return string(out)
}

type rule struct {
	write, move int
	next        byte
}

func beaver(rules map[byte][2]rule) (steps, ones int) {
	tape := map[int]int{}
	state, at := byte('A'), 0
	for ; state != 'H'; steps++ {
		r := rules[state][tape[at]]
		tape[at] = r.write
		at += r.move
		state = r.next
	}
	for _, v := range tape {
		ones += v
	}
	return
}

func main() {
	fmt.Print(run(hello))
	fmt.Println(beaver(map[byte][2]rule{
		'A': {{1, 1, 'B'}, {1, -1, 'B'}},
		'B': {{1, -1, 'A'}, {0, -1, 'C'}},
		'C': {{1, 1, 'H'}, {1, -1, 'D'}},
		'D': {{1, 1, 'D'}, {0, 1, 'A'}},
	}))
}
