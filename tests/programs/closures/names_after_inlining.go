// Names of function literals in functions that gc inlines.

package main

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
)

func name(f any) string { return runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name() }

func stack() {
	var pcs [20]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "main.") || strings.HasPrefix(f.Function, "slices.") {
			fmt.Print(" ", f.Function)
		}
		if !more {
			break
		}
	}
	fmt.Println()
}

func option(n int) func() int { return func() int { stack(); return n } }

func two() (func(), func()) { return func() { stack() }, func() { stack() } }

func nestedOption(n int) func() func() int {
	return func() func() int { return func() int { return n } }
}

//go:noinline
func kept(f func()) { f() }

func seq(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

//go:noinline
func noseq(yield func(int) bool) { yield(1) }

func through(n int) func() int { return option(n + 1) }

type T struct{ n int }

func (t *T) method() func() { return func() { t.n++; stack() } }

var pkg = option(3)
var pkg2 = func() func() { return func() { stack() } }()

func withDefer() { defer func() { func() { stack() }() }() }

func main() {
	fmt.Println("directly called")
	func() {
		f := func() { stack() }
		fmt.Println(name(f))
		kept(f)
	}()
	g := func() func() { return func() { stack() } }
	h := g()
	h()
	fmt.Println(name(h))
	k := g()
	fmt.Println(name(k))
	func() {
		func() {
			fmt.Println(name(func() {}))
			kept(func() { stack() })
		}()
	}()
	fmt.Println("in kept closures")
	kept(func() {
		func() { kept(func() { stack() }) }()
		kept(func() { kept(func() { stack() }) })
		o := option(1)
		o()
		fmt.Println(name(o))
		a, b := two()
		kept(a)
		kept(b)
		fmt.Println(name(nestedOption(1)))
		fmt.Println(name(through(1)))
		fmt.Println(name((&T{}).method()))
	})
	fmt.Println("declared")
	o := option(1)
	o()
	fmt.Println(name(o), name(option(2)))
	a, b := two()
	kept(a)
	kept(b)
	fmt.Println(name(nestedOption(1)))
	fmt.Println(name(through(1)))
	fmt.Println(name((&T{}).method()))
	fmt.Println("range")
	for x := range seq(1) {
		fmt.Println(name(func() int { return x }))
		kept(func() { stack() })
		func() { kept(func() { stack() }) }()
	}
	for x := range noseq {
		fmt.Println(name(func() int { return x }))
		kept(func() { stack() })
	}
	for _, x := range slices.Backward([]int{1}) {
		fmt.Println(name(func() int { return x }))
		kept(func() { stack() })
		for range seq(1) {
			kept(func() { stack() })
		}
	}
	fmt.Println(name(pkg), name(pkg2))
	pkg()
	pkg2()
	withDefer()
	fmt.Println(name(slices.Values([]int{1})))
	kept(func() { fmt.Println(name(slices.Values([]int{1}))) })
	for x := range seq(1) {
		defer func() { fmt.Println(x); stack() }()
		go func() {}()
	}
}
