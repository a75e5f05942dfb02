// Package a depends on b, and on its own variables in a circle of functions.
package a

import (
	"example.com/order/b"
	"example.com/order/trace"
)

var A = trace.Log("a.A", b.B+c)
var c = trace.Log("a.c", g(3))

func g(n int) int {
	if n == 0 {
		return d
	}
	return g(n - 1)
}

var d, e = two()

func two() (int, int) { trace.Log("a.two", 0); return 4, 5 }

var table = [...]func() int{func() int { return A }, func() int { return e }}

func Sum() (n int) {
	for _, f := range table {
		n += f()
	}
	return n
}

func init() { trace.Log("a.init", A) }
