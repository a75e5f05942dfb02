// Recursion: mutual among methods and closures, through interfaces, with arrays by value, accumulators, memo in maps, permutations, Ackermann.
package main

import "fmt"

type Tree struct{ l, r *Tree; v int }

func (t *Tree) ins(v int) *Tree {
	if t == nil {
		return &Tree{v: v}
	}
	if v < t.v {
		t.l = t.l.ins(v)
	} else {
		t.r = t.r.ins(v)
	}
	return t
}
func (t *Tree) depth() int {
	if t == nil {
		return 0
	}
	return 1 + max(t.l.depth(), t.r.depth())
}
func (t *Tree) fold(f func(int, int) int, acc int) int {
	if t == nil {
		return acc
	}
	return t.r.fold(f, f(t.l.fold(f, acc), t.v))
}

type Ex interface{ eval(map[string]int) int }
type num int
type vr string
type bin struct{ op byte; a, b Ex }
type let struct{ n string; v, in Ex }

func (n num) eval(map[string]int) int   { return int(n) }
func (v vr) eval(e map[string]int) int  { return e[string(v)] }
func (b bin) eval(e map[string]int) int {
	x, y := b.a.eval(e), b.b.eval(e)
	return map[byte]func() int{'+': func() int { return x + y }, '*': func() int { return x * y }, '-': func() int { return x - y }}[b.op]()
}
func (l let) eval(e map[string]int) int {
	old, had := e[l.n]
	e[l.n] = l.v.eval(e)
	defer func() {
		if had {
			e[l.n] = old
		} else {
			delete(e, l.n)
		}
	}()
	return l.in.eval(e)
}
func perm(a [4]int, n int, f func([4]int)) {
	if n == len(a) {
		f(a)
		return
	}
	for i := n; i < len(a); i++ {
		a[n], a[i] = a[i], a[n]
		perm(a, n+1, f)
	}
}
func parse(s string) (n int, rest string) {
	if s == "" {
		return 0, ""
	}
	if s[0] == '(' {
		for rest = s[1:]; rest != "" && rest[0] != ')'; {
			var m int
			m, rest = parse(rest)
			n += m
		}
		return n * 2, rest[1:]
	}
	return int(s[0] - '0'), s[1:]
}
func coins(n int, cs ...int) int {
	switch {
	case n == 0:
		return 1
	case n < 0 || len(cs) == 0:
		return 0
	}
	return coins(n-cs[0], cs...) + coins(n, cs[1:]...)
}
func pow(b, e, m uint64) uint64 {
	if e == 0 {
		return 1
	}
	h := pow(b, e/2, m)
	if h = h * h % m; e&1 == 1 {
		h = h * b % m
	}
	return h
}
func collatz(n int) (steps int) {
	if n != 1 {
		if n&1 == 0 {
			return 1 + collatz(n/2)
		}
		return 1 + collatz(3*n+1)
	}
	return
}

func main() {
	var t *Tree
	for _, v := range []int{5, 2, 8, 1, 9, 3} {
		t = t.ins(v)
	}
	fmt.Println(t.depth(), t.fold(func(a, b int) int { return a*10 + b }, 0))
	e := let{"x", num(5), bin{'*', vr("x"), let{"x", bin{'+', vr("x"), num(1)}, bin{'-', vr("x"), num(10)}}}}
	fmt.Println(e.eval(map[string]int{}))
	n := 0
	perm([4]int{1, 2, 3, 4}, 0, func(a [4]int) { n = n*7%1000003 + a[0]*1000 + a[1]*100 + a[2]*10 + a[3] })
	fmt.Println(n)
	fmt.Println(parse("(1(23)4)"))
	fmt.Println(coins(100, 50, 25, 10, 5, 1), pow(3, 1<<40, 1000000007), collatz(27))
}
