// debug.SetMaxStack limits stacks that exist and those to come, and MemStats counts their memory.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

//go:noinline
func deep(n int) int {
	var a [64]int
	a[n%64] = n
	if n == 0 {
		return 0
	}
	return deep(n-1) + a[(n*7)%64]*0 + 1
}

func apart(n int) int {
	c := make(chan int)
	go func() { c <- deep(n) }()
	return <-c
}

func main() {
	// About 550 bytes a frame.
	was := debug.SetMaxStack(64 << 20)
	fmt.Println(was, apart(50_000))
	fmt.Println(debug.SetMaxStack(8<<20), apart(5_000))

	// Goroutines that exist obey a new limit, in both directions; one that has used more goes on.
	step, done := make(chan int), make(chan int)
	go func() {
		for n := range step {
			done <- deep(n)
		}
	}()
	step <- 5_000
	fmt.Println(<-done)
	debug.SetMaxStack(128 << 20)
	step <- 100_000
	fmt.Println(<-done)
	inside := make(chan int)
	var hold func(n int) int
	hold = func(n int) int {
		if n == 0 {
			inside <- 0
			inside <- 0
			return 0
		}
		return hold(n-1) + deep(1)
	}
	go func() { done <- hold(20_000) }()
	<-inside
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	// 20,000 frames of at least 24 bytes each lie on a stack, and the arrays of 100,000 frames were there before.
	fmt.Println(m.StackInuse > 480_000, m.StackInuse < 1<<30, m.StackSys >= m.StackInuse)
	debug.SetMaxStack(1 << 20)
	<-inside
	fmt.Println(<-done)

	fmt.Println("not reached", apart(100_000))
}
