// Channels: ping-pong, a buffered pipeline, select, a mutex.
package main

import (
	"fmt"
	"sync"
)

func main() {
	ping, pong := make(chan int), make(chan int)
	go func() {
		for v := range ping {
			pong <- v + 1
		}
		close(pong)
	}()
	sum := 0
	for i := range 1_000_000 {
		ping <- i
		sum += <-pong
	}
	close(ping)

	work, out := make(chan int, 128), make(chan int, 128)
	go func() {
		for i := range 5_000_000 {
			work <- i
		}
		close(work)
	}()
	go func() {
		for v := range work {
			out <- v * 2
		}
		close(out)
	}()
	for v := range out {
		sum += v
	}

	a, b, quit := make(chan int), make(chan int), make(chan bool)
	var mu sync.Mutex
	total := 0
	go func() {
		for i := range 500_000 {
			a <- i
		}
		close(quit)
	}()
	for open := true; open; {
		select {
		case v := <-a:
			mu.Lock()
			total += v
			mu.Unlock()
		case v := <-b:
			total -= v
		case <-quit:
			open = false
		}
	}
	fmt.Println(sum, total)
}
