// Calls of the same function in several branches keep their lines, inlined or not; a deferred call in a panic stands right above gopanic.
package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
)

//go:noinline
func where(text string, skip int) {
	_, _, line, _ := runtime.Caller(skip)
	fmt.Println(text, line)
}

func short(args ...any)                { where(fmt.Sprint(args...), 2) }
func long(format string, args ...any)  { where(fmt.Sprintf(format, args...), 2) }

func branches(n int) {
	if n == 0 {
		short("zero")
		return
	}
	if n == 1 {
		long("%s", "one")
		return
	}
	if n > 3 {
		where("many", 1)
	} else {
		where("many", 1)
	}
	switch {
	case n == 2:
		where("end", 1)
	default:
		where("end", 1)
	}
}

func stack() {
	var pcs [20]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	for {
		f, more := frames.Next()
		if !strings.HasPrefix(f.Function, "runtime.") || f.Function == "runtime.gopanic" {
			line := f.Line
			if f.Function == "runtime.gopanic" {
				line = 0
			}
			fmt.Println(f.Function, line)
		}
		if !more {
			return
		}
	}
}

func deferring() {
	defer func() {
		recover()
	}()
	defer func() {
		stack()
	}()
	panic("x")
}

func main() {
	for n := range 5 {
		branches(n + len(os.Args) - 1)
	}
	deferring()
}
