// An interpreter of a language with eight instructions, over bytes and over a compiled form.
package main

import (
	"fmt"
	"strings"
)

// A greeting, then loops in loops that move values about.
const program = `++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.
>>++++++++[>++++++++[>++++++++[>++++++++[>+++++++[>+++++[>+>+<<-]>>[<<+>>-]<<[-]>[-]<<-]<-]<-]<-]<-]>+++.`

func direct(code string, out *strings.Builder) int {
	jumps := make([]int, len(code))
	var open []int
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '[':
			open = append(open, i)
		case ']':
			j := open[len(open)-1]
			open = open[:len(open)-1]
			jumps[i], jumps[j] = j, i
		}
	}
	tape := make([]byte, 30000)
	p, steps := 0, 0
	for pc := 0; pc < len(code); pc++ {
		steps++
		switch code[pc] {
		case '>':
			p++
		case '<':
			p--
		case '+':
			tape[p]++
		case '-':
			tape[p]--
		case '.':
			out.WriteByte(tape[p])
		case '[':
			if tape[p] == 0 {
				pc = jumps[pc]
			}
		case ']':
			if tape[p] != 0 {
				pc = jumps[pc]
			}
		}
	}
	return steps
}

type op int

const (
	move op = iota
	add
	write
	open
	shut
	clear
)

type instruction struct {
	op  op
	arg int
}

func compile(code string) []instruction {
	var out []instruction
	var stack []int
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '>', '<', '+', '-':
			kind, n := add, 1
			if c == '>' || c == '<' {
				kind = move
			}
			if c == '<' || c == '-' {
				n = -1
			}
			if k := len(out) - 1; k >= 0 && out[k].op == kind {
				out[k].arg += n
			} else {
				out = append(out, instruction{kind, n})
			}
		case '.':
			out = append(out, instruction{write, 0})
		case '[':
			if strings.HasPrefix(code[i:], "[-]") {
				out = append(out, instruction{clear, 0})
				i += 2
				continue
			}
			stack = append(stack, len(out))
			out = append(out, instruction{open, 0})
		case ']':
			j := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			out[j].arg = len(out)
			out = append(out, instruction{shut, j})
		}
	}
	return out
}

type machine struct {
	tape []byte
	p    int
	out  strings.Builder
}

func (m *machine) run(code []instruction) (steps int) {
	pc := 0
	for pc < len(code) {
		in := &code[pc]
		steps++
		switch in.op {
		case move:
			m.p += in.arg
		case add:
			m.tape[m.p] += byte(in.arg)
		case write:
			m.out.WriteByte(m.tape[m.p])
		case open:
			if m.tape[m.p] == 0 {
				pc = in.arg
			}
		case shut:
			if m.tape[m.p] != 0 {
				pc = in.arg
			}
		case clear:
			m.tape[m.p] = 0
		}
		pc++
	}
	return steps
}

func main() {
	var out strings.Builder
	total := 0
	for range 12 {
		out.Reset()
		total += direct(program, &out)
	}
	fmt.Println(total, len(out.String()))
	code := compile(program)
	total = 0
	var m *machine
	for range 24 {
		m = &machine{tape: make([]byte, 30000)}
		total += m.run(code)
	}
	fmt.Println(total, m.out.String() == out.String())
}
