// Goroutines and channels work during initialization.
package main

import (
	"os"
	"sync"
)

var c = make(chan int)
var v = start()

func start() int {
	go func() {
		for i := range 3 {
			c <- i
		}
		close(c)
	}()
	return <-c
}

var once sync.Once

func init() {
	println("init", v)
	for x := range c {
		println("got", x)
	}
	once.Do(func() { println("once") })
	once.Do(func() { println("twice") })
}

func main() { println("main", len(os.Args)) }
