// Finalizers: in the order of references, once, with the object itself, which may come back to life.
package main

import (
	"fmt"
	"runtime"
)

type link struct {
	name string
	next *link
	pad  [4]int
}

var revived *link

//go:noinline
func chain(done chan string) {
	a := &link{name: "a"}
	a.next = &link{name: "b"}
	a.next.next = &link{name: "c"}
	for l := a; l != nil; l = l.next {
		runtime.SetFinalizer(l, func(l *link) { done <- l.name })
	}
}

//go:noinline
func revive(done chan string) {
	runtime.SetFinalizer(&link{name: "revived"}, func(l *link) { revived = l; done <- "again " + l.name })
}

//go:noinline
func removed(done chan string) {
	l := &link{name: "removed"}
	runtime.SetFinalizer(l, func(l *link) { done <- "must not run" })
	runtime.SetFinalizer(l, nil)
	runtime.SetFinalizer(l, func(l any) (int, string, [5]int) { done <- "any " + l.(*link).name; return 1, "", [5]int{} })
}

type stringer interface{ String() string }

func (l *link) String() string { return "<" + l.name + ">" }

//go:noinline
func iface(done chan string) {
	runtime.SetFinalizer(&link{name: "interface"}, func(s stringer) { done <- s.String() })
}

// other overwrites what calls before it have left on the stack.
//
//go:noinline
func other(n int) int {
	var a [64]int
	for i := range a {
		a[i] = n + i
	}
	if n > 0 {
		return a[n] + other(n-1)
	}
	return a[0]
}

func main() {
	done := make(chan string, 10)
	run := func(f func(chan string)) {
		finished := make(chan bool)
		go func() { f(done); close(finished) }()
		<-finished
		other(20)
	}
	run(chain)
	for i := 0; i < 3; i++ {
		runtime.GC()
		fmt.Println(<-done)
	}
	run(revive)
	runtime.GC()
	fmt.Println(<-done, revived.name)
	run(removed)
	runtime.GC()
	fmt.Println(<-done)
	run(iface)
	runtime.GC()
	fmt.Println(<-done, len(done))
}
