// Frames of functions that LLVM inlines: Func is nil only where gc inlines the call.

package main

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
)

var wg sync.WaitGroup
var sink int
var ch = make(chan int, 10)

func where() {
	var pcs [20]uintptr
	n := runtime.Callers(2, pcs[:])
	frames := runtime.CallersFrames(pcs[:n])
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "main.") {
			name := "nil"
			if f.Func != nil {
				name = f.Func.Name()
			}
			fmt.Println(" ", f.Function, name)
		}
		if !more {
			break
		}
	}
}

func starts()   { wg.Add(1); go wg.Done(); where() }
func defers()   { defer func() { sink++ }(); where() }
func recovers() { defer func() { recover() }(); where() }
func selects() {
	select {
	case v := <-ch:
		sink = v
	default:
	}
	where()
}
func loops() {
	for i := range 3 {
		f := func() int { return i }
		sink += f()
	}
	where()
}
func deferring() { defer where() }

func costly(a, b, c int) {
	sink += a*b + c
	sink += a*b - c
	sink += a*b*c + b*a
	sink += a*b/(c+1) + b*a
	sink += a*b/(c+2) + b*a
	sink += a*b/(c+3) + b*a
	sink += a*b/(c+4) + b*a
	where()
}
func cheap(a int) { sink += a; where() }

func recursive(n int) {
	if n == 0 {
		where()
		return
	}
	recursive(n - 1)
}

//go:noinline
func never() { where() }

type T struct{ n int }

func (t *T) Method()  { t.n++; where() }
func (t T) Deferred() { defer func() { sink++ }(); where() }

func each(s []int, f func(int)) {
	for _, x := range s {
		f(x)
	}
}

func main() {
	fmt.Println("starts")
	starts()
	fmt.Println("defers")
	defers()
	fmt.Println("recovers")
	recovers()
	fmt.Println("selects")
	selects()
	fmt.Println("loops")
	loops()
	fmt.Println("deferring")
	deferring()
	fmt.Println("costly")
	costly(1, 2, 3)
	fmt.Println("cheap")
	cheap(3)
	fmt.Println("recursive")
	recursive(2)
	fmt.Println("never")
	never()
	t := &T{}
	t.Method()
	t.Deferred()
	fmt.Println("each")
	each([]int{1}, func(x int) { where() })
	func() { defer where() }()
	func() { where() }()
	g := func() { where() }
	g()
	wg.Wait()
}
