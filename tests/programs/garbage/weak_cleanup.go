// Weak pointers become nil, cleanups run, interned values go, when nothing refers to the object.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"unique"
	"weak"
)

type blob struct {
	data [200]int
	p    *int
}

//go:noinline
func make3(done chan int) (w1, w2 weak.Pointer[blob], keep *blob) {
	b := &blob{}
	w1, w2 = weak.Make(b), weak.Make(b)
	keep = &blob{}
	runtime.AddCleanup(b, func(n int) { done <- n }, 1)
	runtime.AddCleanup(b, func(n int) { done <- n }, 2)
	c := runtime.AddCleanup(b, func(n int) { done <- n }, 1000)
	c.Stop()
	runtime.AddCleanup(keep, func(n int) { done <- n }, 4)
	return w1, w2, keep
}

func main() {
	done := make(chan int, 10)
	var w1, w2 weak.Pointer[blob]
	var keep *blob
	finished := make(chan bool)
	go func() { w1, w2, keep = make3(done); close(finished) }()
	<-finished
	fmt.Println(w1 == w2, w1.Value() != nil)
	w3 := weak.Make(keep)
	runtime.GC()
	fmt.Println(<-done + <-done)
	fmt.Println(w1.Value() == nil, w2.Value() == nil, w1 == w2, w3.Value() == keep, len(done))
	runtime.KeepAlive(keep)

	pool := sync.Pool{New: func() any { return "new" }}
	pool.Put("old")
	runtime.GC()
	runtime.GC()
	fmt.Println(pool.Get())

	h1, h2 := unique.Make("some text"), unique.Make("some text")
	runtime.GC()
	fmt.Println(h1 == h2, h1.Value())
}
