// All goroutines blocked for different reasons.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	c := make(chan int)
	mu.Lock()
	wg.Add(3)
	go func() { defer wg.Done(); mu.Lock() }()
	go func() { defer wg.Done(); c <- 1 }()
	go func() { defer wg.Done(); for range c { } }()
	cond := sync.NewCond(&mu)
	go func() { var rw sync.RWMutex; rw.RLock(); rw.Lock() }()
	_ = cond
	fmt.Println("waiting")
	wg.Wait()
}
