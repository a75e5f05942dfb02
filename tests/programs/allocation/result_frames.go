// What small functions allocate and return lies in the caller's frame where it does not escape: constructors, iterators, options.
package main

import (
	"fmt"
	"iter"
	"slices"
	"maps"
	"testing"
	"errors"
	"math/big"
	"runtime"
)

type T struct {
	a, b int
	next *T
	s    []int
}

func New(a int) *T { return &T{a: a, s: []int{1, 2, a}} }
func New2(a int, n *T) *T {
	t := New(a)
	t.b = 5
	t.next = n
	return t
}
func Lit(a int, n *T) *T { return &T{a: a, next: n} }
func Counter() func() int {
	x := 0
	return func() int { x++; return x }
}

type Op func(*T)

func WithA(a int) Op { return func(t *T) { t.a = a } }
func Make(ops ...Op) *T {
	t := &T{}
	for _, o := range ops {
		o(t)
	}
	return t
}

func Seq(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

type List[E any] struct{ e []E }

func (l *List[E]) All() iter.Seq2[int, E] { return slices.All(l.e) }

func Gen[E any](e E) *List[E] { return &List[E]{e: []E{e, e}} }

var sink *T

type Str interface{ M() int }

func (t *T) M() int { return t.a }
func AsI(a int) Str { return &T{a: a} }
func Box(a int) any { return a }

//go:noinline
func opaque(t *T) int { return t.a + len(t.s) }

func main() {
	sum := 0
	t := func(name string, f func()) {
		fmt.Println(name, testing.AllocsPerRun(100, f))
	}
	t("new", func() { sum += New(3).s[2] })
	t("new2", func() { sum += opaque(New2(3, nil)) })
	t("lit chain", func() { x := Lit(1, Lit(2, Lit(3, nil))); sum += x.next.next.a })
	t("counter", func() { c := Counter(); c(); sum += c() })
	t("opts", func() { sum += Make(WithA(1), WithA(7)).a })
	t("seq", func() {
		for x := range Seq(10) {
			sum += x
		}
	})
	t("seq nested", func() {
		for x := range Seq(10) {
			for y := range Seq(x) {
				sum += y
			}
		}
	})
	l := &List[string]{[]string{"a", "bc"}}
	t("list", func() {
		for i, x := range l.All() {
			sum += i + len(x)
		}
	})
	t("gen", func() { g := Gen(5); sum += g.e[1] })
	t("genall", func() {
		for _, x := range Gen(5).All() {
			sum += x
		}
	})
	m := map[string]int{"a": 1, "b": 2}
	t("mapkeys", func() {
		for k := range maps.Keys(m) {
			sum += len(k)
		}
	})
	t("loop", func() {
		var keep [5]*T
		for i := range 5 {
			keep[i] = New(i)
		}
		for i, k := range keep {
			if k.a != i {
				panic("bad")
			}
		}
	})
	t("asI", func() { sum += AsI(4).M() })
	t("box", func() { sum += Box(4000).(int) })
	t("errors", func() { if errors.New("x") == nil { sum++ } })
	t("big", func() { sum += int(big.NewInt(77).Int64()) })
	t("escape", func() { sink = New2(1, sink) ; if sink.s[2] != 1 { panic("bad2") } })
	t("heapcond", func() {
		x := New(2)
		if sum < 0 {
			sink = x
		}
	})
	fmt.Println(sum)
	func() {
		defer func() { recover(); _, _, line, _ := runtime.Caller(0); fmt.Println(line) }()
		var n *T
		_ = New2(1, n).next.a
	}()
}
