// Constant variables that a closure captures need no memory when they are put into interfaces.
package main

import (
	"fmt"
	"testing"
)

var sink any

//go:noinline
func keep(a ...any) { sink = a[0] }

func main() {
	i, s := 2000, "abc"
	const c = 7
	f := 1.5
	ok := true
	fmt.Println(testing.AllocsPerRun(10, func() { sink = i; sink = s; sink = f; sink = ok; sink = c }))
	func() {
		fmt.Println(testing.AllocsPerRun(10, func() { sink = i; sink = s }), i, s)
	}()
	for j := range 3 {
		k := 5000
		g := func() { sink = k; sink = j * 1000 }
		k2 := k
		g()
		fmt.Println(sink, k2, testing.AllocsPerRun(10, g))
	}
	x := 3000
	h := func() int { x++; return x }
	fmt.Println(h(), h(), x)
	fmt.Println(i, s, f, ok)
}
