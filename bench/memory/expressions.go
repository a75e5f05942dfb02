// A tree of interfaces, built, evaluated and simplified over and over.
package main

import "fmt"

type expr interface {
	eval(x int) int
	simple() expr
}

type num int
type variable struct{}
type add struct{ a, b expr }
type mul struct{ a, b expr }

func (n num) eval(int) int       { return int(n) }
func (variable) eval(x int) int  { return x }
func (e *add) eval(x int) int    { return e.a.eval(x) + e.b.eval(x) }
func (e *mul) eval(x int) int    { return e.a.eval(x) * e.b.eval(x) }
func (n num) simple() expr       { return n }
func (v variable) simple() expr  { return v }
func (e *add) simple() expr {
	a, b := e.a.simple(), e.b.simple()
	if n, ok := a.(num); ok {
		if m, ok := b.(num); ok {
			return n + m
		}
	}
	return &add{a, b}
}
func (e *mul) simple() expr {
	a, b := e.a.simple(), e.b.simple()
	if n, ok := a.(num); ok && n == 1 {
		return b
	}
	return &mul{a, b}
}

func build(d, seed int) expr {
	if d == 0 {
		if seed%3 == 0 {
			return variable{}
		}
		return num(seed % 1000)
	}
	if seed%2 == 0 {
		return &add{build(d-1, seed*3+1), build(d-1, seed*5+2)}
	}
	return &mul{build(d-1, seed*7+1), build(d-1, seed*11+3)}
}

func main() {
	sum := 0
	for i := 0; i < 600; i++ {
		sum ^= build(12, i).simple().eval(i)
	}
	fmt.Println(sum)
}
