// Order in send statements, select operands, go and defer operands, indexes of maps with calls, op-assignments with calls on both sides, literals.
package main

import "fmt"

var trace []string

func t[T any](s string, v T) T { trace = append(trace, s); return v }
func flush()                    { fmt.Println(trace); trace = nil }

type S struct{ a, b int }

func (s S) m(n int) S   { trace = append(trace, fmt.Sprint("m", n)); return s }
func (s *S) p(n int) *S { trace = append(trace, fmt.Sprint("p", n)); return s }

func main() {
	c := make(chan int, 10)
	t("chan", c) <- t("value", 1)
	flush()
	m := map[string]int{}
	t("map", m)[t("key", "k")] = t("rhs", 2)
	flush()
	t("map", m)[t("key", "k")] += t("rhs", 3)
	flush()
	s := []int{1, 2, 3}
	t("slice", s)[t("index", 1)] = t("rhs", 5)
	flush()
	t("slice", s)[t("index", 1)] *= t("rhs", 5)
	flush()
	*t("ptr", &s[0]) = t("rhs", 7)
	flush()
	t("sp", &S{}).p(1).a = t("rhs", 1)
	flush()
	t("s0", s)[t("i0", 0)], t("m1", m)[t("k1", "z")] = t("r0", 1), t("r1", 2)
	flush()
	_, _ = t("x", 1)+t("y", 2)*t("z", 3), []int{t("e0", 0), t("e1", 1)}[t("ix", 1)]
	flush()
	_ = S{b: t("b", 1), a: t("a", 2)}
	flush()
	_ = map[string]int{t("k1", "a"): t("v1", 1), t("k2", "b"): t("v2", 2)}
	flush()
	_ = t("recv", S{}).m(t("arg1", 1)).m(t("arg2", 2))
	flush()
	_ = t("f", func(a, b int) int { trace = append(trace, "called"); return a })(t("a", 1), t("b", 2))
	flush()
	_ = t("l", true) && t("r", false) || t("o", true)
	flush()
	_ = s[t("lo", 0):t("hi", 2):t("max", 3)]
	flush()
	select {
	case t("c1", c) <- t("send", 1):
	case t("arr", s)[t("ri", 0)] = <-t("c2", make(chan int)):
	}
	flush()
	func() {
		defer t("deferred fn", func(int) { trace = append(trace, "deferred call") })(t("deferred arg", 1))
		t("body", 0)
	}()
	flush()
	switch t("tag", 2) {
	case t("case1", 1), t("case2", 2), t("case3", 3):
		t("matched", 0)
	case t("case4", 4):
	}
	flush()
	for i := range t("range", 2) {
		t(fmt.Sprint("iter", i), 0)
	}
	flush()
	if t("init", 1); t("cond", false) {
	} else if t("else", true) {
	}
	flush()
	x, ok := t("any", any(1)).(int)
	y, ok2 := <-t("recv chan", c)
	z, ok3 := t("mm", m)[t("kk", "z")]
	fmt.Println(x, ok, y, ok2, z, ok3)
	flush()
	func() (int, int) { return t("ret1", 1), t("ret2", 2) }()
	flush()
	copy(t("dst", s), t("src", s))
	_ = append(t("app", s), t("v1", 1), t("v2", 2))
	delete(t("dm", m), t("dk", "k"))
	_ = complex(t("re", 1.0), t("im", 2.0))
	_ = max(t("m1", 1), t("m2", 2), t("m3", 0))
	println(len(t("ln", s)), cap(t("cp", s)))
	flush()
}
