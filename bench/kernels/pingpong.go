// Goroutines: unbuffered ping-pong, a pipeline, fan-in with select, mutex, WaitGroup and atomics.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func stage(in <-chan int, out chan<- int) {
	for v := range in {
		out <- v + 1
	}
	close(out)
}

func main() {
	ping, pong := make(chan int), make(chan int)
	go func() {
		for v := range ping {
			pong <- v * 2
		}
		close(pong)
	}()
	sum := 0
	for i := range 300_000 {
		ping <- i
		sum += <-pong
	}
	close(ping)

	var first chan int = make(chan int, 16)
	in := first
	for range 10 {
		out := make(chan int, 16)
		go stage(in, out)
		in = out
	}
	go func() {
		for i := range 60_000 {
			first <- i
		}
		close(first)
	}()
	for v := range in {
		sum += v
	}

	a, b, quit := make(chan int), make(chan int), make(chan struct{})
	go func() {
		for i := range 200_000 {
			if i&1 == 0 {
				a <- i
			} else {
				b <- -i
			}
		}
		close(quit)
	}()
	for done := false; !done; {
		select {
		case v := <-a:
			sum += v
		case v := <-b:
			sum += v
		case <-quit:
			done = true
		}
	}

	var mu sync.Mutex
	var wg sync.WaitGroup
	var n atomic.Int64
	total := 0
	for range 20_000 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range 20 {
				mu.Lock()
				total += j
				mu.Unlock()
				n.Add(1)
			}
		}()
	}
	wg.Wait()
	fmt.Println(sum, total, n.Load())
}
