// Goexit runs deferred calls, recover returns nil in them.
package main

import (
	"fmt"
	"runtime"
)

func main() {
	done := make(chan string, 10)
	go func() {
		defer close(done)
		defer func() { done <- fmt.Sprint("recover ", recover()) }()
		func() {
			defer func() { done <- "inner" }()
			runtime.Goexit()
		}()
		done <- "not reached"
	}()
	for s := range done {
		fmt.Println(s)
	}
	res := make(chan any)
	go func() {
		defer func() { res <- recover() }()
		defer func() {
			defer func() { recover() }()
			panic("during goexit")
		}()
		runtime.Goexit()
	}()
	fmt.Println(<-res)
	go func() {
		defer func() { res <- "left by goexit" }()
		defer func() { runtime.Goexit() }()
		panic("dropped")
	}()
	fmt.Println(<-res)
}
