// Function types: conversion, identity, comparison with nil, in structs, maps, channels and arrays, as receivers, higher order, recursion.
package main

import (
	"fmt"
	"sort"
)

type Op func(int, int) int
type Handler func(string) error
type Mid func(Handler) Handler
type Less func(i, j int) bool

func (o Op) Apply(xs ...int) int {
	r := xs[0]
	for _, x := range xs[1:] {
		r = o(r, x)
	}
	return r
}
func (o Op) Flip() Op                          { return func(a, b int) int { return o(b, a) } }
func (h Handler) Use(ms ...Mid) Handler        { for _, m := range ms { h = m(h) }; return h }
func add(a, b int) int                         { return a + b }
func compose[T any](fs ...func(T) T) func(T) T { return func(x T) T { for _, f := range fs { x = f(x) }; return x } }

type sorter struct {
	n    int
	less Less
	swap func(i, j int)
}

func (s sorter) Len() int           { return s.n }
func (s sorter) Less(i, j int) bool { return s.less(i, j) }
func (s sorter) Swap(i, j int)      { s.swap(i, j) }

func main() {
	ops := map[string]Op{"+": add, "-": func(a, b int) int { return a - b }, "nil": nil}
	fmt.Println(ops["+"].Apply(1, 2, 3), ops["-"].Apply(10, 3, 2), ops["-"].Flip().Apply(10, 3), ops["nil"] == nil, Op(add)(1, 1))
	var plain func(int, int) int = ops["+"]
	var named Op = plain
	_, isOp := any(plain).(Op)
	_, isPlain := any(named).(func(int, int) int)
	fmt.Println(isOp, isPlain, named(2, 3))
	trace := []string{}
	mk := func(n string) Mid {
		return func(next Handler) Handler {
			return func(s string) error { trace = append(trace, n); defer func() { trace = append(trace, "/"+n) }(); return next(s + n) }
		}
	}
	h := Handler(func(s string) error { return fmt.Errorf("handled %s", s) }).Use(mk("a"), mk("b"))
	fmt.Println(h("x"), trace)
	fmt.Println(compose(func(i int) int { return i + 1 }, func(i int) int { return i * 10 })(4), compose[string]()("id"))
	xs := []int{3, 1, 2}
	sort.Sort(sorter{3, func(i, j int) bool { return xs[i] < xs[j] }, func(i, j int) { xs[i], xs[j] = xs[j], xs[i] }})
	fmt.Println(xs)
	c := make(chan func() int, 2)
	n := 0
	c <- func() int { n++; return n }
	c <- func() int { n *= 10; return n }
	fmt.Println((<-c)(), (<-c)(), n)
	arr := [2]func(...string) string{fmt_join, nil}
	arr[1] = arr[0]
	fmt.Println(arr[1]("a", "b"))
	var fib func(int) int
	memo := map[int]int{}
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		if v, ok := memo[n]; ok {
			return v
		}
		memo[n] = fib(n-1) + fib(n-2)
		return memo[n]
	}
	fmt.Println(fib(80))
	st := struct {
		f func() func() string
		p *func(int) int
	}{f: func() func() string { return func() string { return "deep" } }}
	g := func(i int) int { return i + n }
	st.p = &g
	g = func(i int) int { return -i }
	fmt.Println(st.f()(), (*st.p)(5))
	even, odd := (func(int) bool)(nil), (func(int) bool)(nil)
	even = func(n int) bool { return n == 0 || odd(n-1) }
	odd = func(n int) bool { return n != 0 && even(n-1) }
	fmt.Println(even(1000), odd(7), func() int { return func() int { return 3 }() }())
	func(fs ...func()) {
		for _, f := range fs {
			defer f()
		}
	}(func() { fmt.Print("1 ") }, func() { fmt.Print("2 ") }, func() { fmt.Println("3") })
}

func fmt_join(s ...string) string { return fmt.Sprint(len(s), s) }
