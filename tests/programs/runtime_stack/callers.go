// runtime.Caller, Callers, FuncForPC and frames: closures, methods, generics, deferred functions, init, goroutines, inlined calls.
package main

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
)

type T struct{}

func here() string {
	pc, file, line, ok := runtime.Caller(1)
	return fmt.Sprint(runtime.FuncForPC(pc).Name(), " ", filepath.Base(file), ":", line, " ", ok)
}

func (T) Value() string    { return here() }
func (*T) Pointer() string { return here() }
func generic[X any]() string { return here() }

type G[X any] struct{}

func (G[X]) M() string { return here() }

var fromInit, inVar = func() string { return here() }(), ""

func init() { inVar = here() }

func small() string { return where() }
func where() string {
	var names []string
	pcs := make([]uintptr, 20)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "main.") {
			names = append(names, fmt.Sprint(f.Function[5:], ":", f.Line))
		}
		if !more {
			break
		}
	}
	return strings.Join(names, " < ")
}

func outer() string { return middle(func() string { return small() }) }
func middle(f func() string) string { return f() }

type I interface{ Value() string }

func main() {
	fmt.Println(here())
	t := T{}
	fmt.Println(t.Value(), "|", t.Pointer())
	var i I = t
	fmt.Println(i.Value())
	i = &t
	fmt.Println(i.Value())
	fmt.Println(generic[int](), "|", G[string]{}.M())
	fmt.Println(fromInit, "|", inVar)
	func() {
		fmt.Println(here())
		func() { fmt.Println(here()) }()
		defer func() { fmt.Println(here()) }()
	}()
	c := make(chan string)
	go func() { c <- here() }()
	fmt.Println(<-c)
	fmt.Println(outer())
	func() {
		defer func() {
			recover()
			fmt.Println(where())
		}()
		var p *int
		*p = 1
	}()
	_, _, _, ok := runtime.Caller(100)
	fmt.Println(ok, runtime.FuncForPC(0) == nil)
	for x := range func(y func(int) bool) { y(1) } {
		fmt.Println(x, here())
	}
	f := t.Value
	fmt.Println(f())
	fmt.Println(T.Value(t))
	type local struct{ T }
	fmt.Println(local{}.Value())
	fmt.Println(strings.Contains(func() string { b := make([]byte, 4096); return string(b[:runtime.Stack(b, false)]) }(), "main.main"))
}
