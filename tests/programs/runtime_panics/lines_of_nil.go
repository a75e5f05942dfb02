// The line that a nil dereference is reported on, and the frames that a deferred call sees above it.
package main

import (
	"fmt"
	"runtime"
)

type node struct {
	a, b  int32
	large [5000]byte
	next  *node
}

var (
	x    byte
	sink int64
	p    *byte
	n    *node
)

//go:noinline
func storeAfterStore() {
	q := p
	x = 11
	*q = 12
}

//go:noinline
func loadThenStore(p *int32) {
	defer func() { sink++ }()
	v := *p
	sink = int64(v)
}

//go:noinline
func chain(n *node) int32 {
	m := n.
		next
	return m.
		a +
		m.b
}

//go:noinline
func loop(nodes []*node) (sum int32) {
	for _, n := range nodes {
		sum += 3
		sum += n.
			b
	}
	return
}

func inlined(n *node) int32 {
	sink++
	return n.a
}

//go:noinline
func caller(n *node) int32 {
	sink--
	return 1 +
		inlined(n)
}

//go:noinline
func far(n *node) byte {
	sink++
	return n.large[4990]
}

//go:noinline
func copies(n *node) node {
	sink++
	m := *n
	m.a++
	return m
}

//go:noinline
func call(f func()) {
	sink++
	f()
}

//go:noinline
func method(s fmt.Stringer) string {
	sink++
	return s.String()
}

func try(f func()) {
	defer func() {
		r := recover()
		var pcs [20]uintptr
		frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs[:])])
		for {
			f, more := frames.Next()
			if len(f.Function) > 5 && f.Function[:5] == "main." {
				fmt.Print(" ", f.Function, ":", f.Line)
			}
			if f.Function == "main.main" || !more {
				break
			}
		}
		fmt.Println("", r)
	}()
	f()
}

func where() {
	for i := range 4 {
		pc, _, line, _ := runtime.Caller(i)
		name := runtime.FuncForPC(pc).Name()
		if name == "runtime.gopanic" {
			line = 0
		}
		fmt.Println(i, name, line)
	}
	recover()
}

func deferred() {
	defer where()
	panic("deferred")
}

func main() {
	try(storeAfterStore)
	try(func() { loadThenStore(nil) })
	try(func() { chain(nil) })
	try(func() { chain(&node{}) })
	try(func() { loop([]*node{{}, nil}) })
	try(func() { caller(nil) })
	try(func() { far(nil) })
	try(func() { copies(nil) })
	try(func() { call(nil) })
	try(func() { method(nil) })
	deferred()
}
