// The tables of interface assertions and switches do not count as allocations.
package main

import (
	"fmt"
	"io"
	"runtime"
)

type A int

func (A) String() string { return "a" }

type B int

func (B) Read(p []byte) (int, error) { return 0, nil }

//go:noinline
func is(x any) bool { _, ok := x.(fmt.Stringer); return ok }

//go:noinline
func sw(x any) int {
	switch x.(type) {
	case io.Reader:
		return 1
	case fmt.Stringer:
		return 2
	}
	return 3
}
func main() {
	var a, b runtime.MemStats
	var xs = []any{A(1), B(2), 3, "x", 2.5, []int{}, struct{}{}}
	for range 5 { // until the threads have been made
		runtime.ReadMemStats(&a)
	}
	runtime.ReadMemStats(&a)
	runtime.ReadMemStats(&b)
	d := b.Mallocs - a.Mallocs
	runtime.ReadMemStats(&a)
	n := 0
	for _, x := range xs {
		if is(x) {
			n++
		}
		n += sw(x)
	}
	runtime.ReadMemStats(&b)
	fmt.Println(n, b.Mallocs-a.Mallocs-d)
}
