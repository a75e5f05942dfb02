// Primes is the concurrent prime sieve: a chain of goroutines, each filtering the multiples of one prime.
//
//	undergo run ./primes [count]
package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
	"time"
)

func generate(ch chan<- int, done <-chan struct{}) {
	for i := 2; ; i++ {
		select {
		case ch <- i:
		case <-done:
			return
		}
	}
}

func filter(in <-chan int, out chan<- int, prime int, done <-chan struct{}) {
	for {
		select {
		case i := <-in:
			if i%prime != 0 {
				select {
				case out <- i:
				case <-done:
					return
				}
			}
		case <-done:
			return
		}
	}
}

func main() {
	n := 100
	if len(os.Args) > 1 {
		v, err := strconv.Atoi(os.Args[1])
		if err != nil || v < 1 {
			fmt.Fprintln(os.Stderr, "primes: want a positive number, not", os.Args[1])
			os.Exit(2)
		}
		n = v
	}
	start := time.Now()
	done := make(chan struct{})
	var wg sync.WaitGroup
	spawn := func(f func()) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f()
		}()
	}
	ch := make(chan int)
	first := ch
	spawn(func() { generate(first, done) })
	last := 0
	for range n {
		last = <-ch
		next := make(chan int)
		in, p := ch, last
		spawn(func() { filter(in, next, p, done) })
		ch = next
	}
	close(done)
	wg.Wait()
	fmt.Printf("prime number %d is %d\n", n, last)
	fmt.Fprintf(os.Stderr, "%d goroutines, %v\n", n+1, time.Since(start).Round(time.Millisecond))
}
