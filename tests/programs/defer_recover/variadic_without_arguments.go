// defer and go of a variadic function that is given no arguments: the slice is nil, however the call comes to be made.
package main

import (
	"fmt"
	"runtime"
)

func show(xs ...int) {
	fmt.Println(xs == nil, len(xs), cap(xs))
}

func generic[T any](xs ...T) {
	fmt.Printf("%T %v %d\n", xs, xs == nil, len(xs))
}

type teller struct{ name string }

func (t teller) tell(xs ...string) {
	fmt.Println(t.name, xs == nil, len(xs))
}

//go:noinline
func dirty(a, b, c, d, e, f, g, h int) int { return a*b + c*d + e*f + g*h }

func panics(n int) {
	defer func() { fmt.Println("recovered", recover()) }()
	defer show()
	defer generic[string]()
	defer teller{"t"}.tell()
	f := show
	defer f()
	defer func(xs ...int) { fmt.Println("literal", xs == nil, len(xs)) }()
	fmt.Println(dirty(n, 2, 3, 4, 5, 6, 7, 8))
	if n > 1 {
		var m map[int]int
		m[n] = 1
	}
}

func exits(done chan bool) {
	defer close(done)
	defer show()
	defer generic[byte]()
	runtime.Goexit()
}

func main() {
	panics(1)
	panics(2)
	done := make(chan bool)
	go exits(done)
	<-done
	ok := make(chan bool)
	go func(xs ...chan bool) { fmt.Println(xs == nil); ok <- true }()
	<-ok
	go show()
	runtime.Gosched()
	f := show
	go f()
	runtime.Gosched()
}
