// Calls, receives and operators are evaluated left to right.
package main

func f(s string, n int) int { print(s, " "); return n }

func g(s string, v ...int) []int { print(s, " "); return v }

func b(s string, v bool) bool { print(s, " "); return v }

func mk(s string) map[int]int { print(s, " "); return map[int]int{1: 10} }

type T struct{ n int }

func (t T) m(a, b int) T { print("m", t.n, " "); return T{a + b} }

func main() {
	println(f("a", 1) + f("b", 2)*f("c", 3))
	println(g("s", 1, 2, 3)[f("i", 1)])
	x := []int{f("e0", 0), f("e1", 1), 3: f("e3", 3)}
	println(len(x))
	println(b("p", true) || b("q", true), b("r", false) && b("s", true), b("t", false) || b("u", true))
	g("lhs", 1, 2)[f("idx", 0)] = f("rhs", 5)
	println()
	mk("m1")[f("k", 1)] += f("v", 2)
	println()
	T{f("x", 1)}.m(f("y", 2), f("z", 3)).m(f("w", 4), 0)
	println()
	c := make(chan int, 3)
	c <- 1
	c <- 2
	c <- 3
	println(<-c-f("mid", 10), <-c, <-c)
	a, d := f("first", 1), f("second", 2)
	println(a, d)
	p := struct{ a, b int }{b: f("b", 1), a: f("a", 2)}
	println(p.a, p.b)
	_ = map[int]int{f("k1", 1): f("v1", 1), f("k2", 2): f("v2", 2)}
	println()
	switch f("tag", 2) {
	case f("c1", 1), f("c2", 2), f("c3", 3):
	case f("c4", 4):
	}
	println()
	for i := f("init", 0); i < f("cond", 2); i += f("post", 1) {
	}
	println()
	return
}
