// A bytecode machine with a switch, one with a table of functions, a tree-walking evaluator with type switches.
package main

import "fmt"

const (
	opPush = iota
	opAdd
	opSub
	opMul
	opLess
	opJump
	opJumpIfZero
	opLoad
	opStore
	opHalt
)

type instr struct {
	op  uint8
	arg int
}

func run(code []instr) int {
	var stack [64]int
	var vars [8]int
	sp, pc := 0, 0
	for {
		in := code[pc]
		pc++
		switch in.op {
		case opPush:
			stack[sp] = in.arg
			sp++
		case opAdd:
			sp--
			stack[sp-1] += stack[sp]
		case opSub:
			sp--
			stack[sp-1] -= stack[sp]
		case opMul:
			sp--
			stack[sp-1] *= stack[sp]
		case opLess:
			sp--
			if stack[sp-1] < stack[sp] {
				stack[sp-1] = 1
			} else {
				stack[sp-1] = 0
			}
		case opJump:
			pc = in.arg
		case opJumpIfZero:
			sp--
			if stack[sp] == 0 {
				pc = in.arg
			}
		case opLoad:
			stack[sp] = vars[in.arg]
			sp++
		case opStore:
			sp--
			vars[in.arg] = stack[sp]
		case opHalt:
			return vars[1]
		default:
			panic("bad opcode")
		}
	}
}

type expr interface{}

type lit struct{ v float64 }
type variable struct{ name string }
type binary struct {
	op   byte
	l, r expr
}
type call struct {
	f    func(...float64) float64
	args []expr
}

func eval(e expr, env map[string]float64) float64 {
	switch e := e.(type) {
	case lit:
		return e.v
	case variable:
		return env[e.name]
	case *binary:
		l, r := eval(e.l, env), eval(e.r, env)
		switch e.op {
		case '+':
			return l + r
		case '-':
			return l - r
		case '*':
			return l * r
		}
		return l / r
	case *call:
		args := make([]float64, 0, 4)
		for _, a := range e.args {
			args = append(args, eval(a, env))
		}
		return e.f(args...)
	}
	panic("unknown expression")
}

type machine struct {
	acc, i int
	code   []func(*machine)
}

func main() {
	code := []instr{
		{opPush, 0}, {opStore, 0}, {opPush, 0}, {opStore, 1},
		{opLoad, 0}, {opPush, 3_000_000}, {opLess, 0}, {opJumpIfZero, 18},
		{opLoad, 1}, {opLoad, 0}, {opPush, 3}, {opMul, 0}, {opAdd, 0}, {opStore, 1},
		{opLoad, 0}, {opPush, 1}, {opAdd, 0}, {opJump, 19},
		{opHalt, 0}, {opStore, 0}, {opJump, 4},
	}
	r := run(code)
	largest := func(v ...float64) float64 {
		m := v[0]
		for _, x := range v {
			m = max(m, x)
		}
		return m
	}
	tree := &binary{'+', &binary{'*', variable{"x"}, lit{2}}, &call{largest, []expr{variable{"y"}, lit{1}, &binary{'-', variable{"x"}, variable{"y"}}}}}
	env := map[string]float64{"x": 1, "y": 2}
	total := 0.0
	for i := range 500_000 {
		env["x"] = float64(i & 7)
		total += eval(tree, env)
	}
	m := &machine{code: []func(*machine){
		func(m *machine) { m.acc += m.i },
		func(m *machine) { m.acc ^= 5 },
		func(m *machine) { m.i++ },
	}}
	for range 5_000_000 {
		for _, f := range m.code {
			f(m)
		}
	}
	fmt.Println(r, total, m.acc)
}
