// Panics shows the order in which deferred calls run, what a recovery sees, and which functions a panic passes.
//
//	undergo run examples/internals/panics.go
package main

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
)

// callers names the functions of this package on the stack, innermost first.
func callers() (names []string) {
	pcs := make([]uintptr, 32)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "runtime.") {
			names = append(names, f.Function)
		} else {
			names = append(names, fmt.Sprint(f.Function, ":", f.Line))
		}
		if !more {
			return names
		}
	}
}

type parseError struct{ at int }

func (e *parseError) Error() string { return fmt.Sprint("parse error at ", e.at) }

func fail(at int) { panic(&parseError{at}) }

func parse(at int) (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("recovered on top of the panicking stack:")
			for _, name := range callers() {
				fmt.Println("\t" + name)
			}
			err = fmt.Errorf("wrapped: %w", r.(error))
		}
	}()
	for i := range 3 {
		defer func() { fmt.Println("deferred in a loop:", i) }()
	}
	fail(at)
	return 1, nil
}

func again() {
	defer func() {
		defer func() { fmt.Println("inner:", recover()) }()
		panic(fmt.Sprint("on top of ", recover()))
	}()
	panic("first")
}

func main() {
	n, err := parse(7)
	var pe *parseError
	fmt.Println(n, err, errors.As(err, &pe) && pe.at == 7)
	again()
	done := make(chan bool)
	go func() {
		defer close(done)
		defer func() { fmt.Println("Goexit runs deferred calls; recover gives", recover()) }()
		runtime.Goexit()
	}()
	<-done
	defer func() {
		fmt.Println(recover())
		var m map[string]int
		defer func() {
			e := recover().(runtime.Error)
			fmt.Println(e)
		}()
		m["x"] = 1
	}()
	var p *parseError
	p.at++
}
