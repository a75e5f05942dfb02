// A hundred thousand goroutines at once, parked on a channel, in a chain, and under a WaitGroup.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

func main() {
	const n = 100000
	var wg sync.WaitGroup
	start := make(chan struct{})
	var sum atomic.Int64
	for i := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-start
			sum.Add(int64(i))
		}()
	}
	fmt.Println(runtime.NumGoroutine() > n)
	close(start)
	wg.Wait()
	fmt.Println(sum.Load())
	left := make(chan int)
	first := left
	for range 10000 {
		right := make(chan int)
		go func(l, r chan int) { l <- 1 + <-r }(left, right)
		left = right
	}
	go func() { left <- 0 }()
	fmt.Println(<-first)
	var mu sync.Mutex
	count := 0
	for range 1000 {
		wg.Go(func() {
			for range 100 {
				mu.Lock()
				count++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	fmt.Println(count)
}
