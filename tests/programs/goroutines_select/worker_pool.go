// Workers, results in order, wait groups, mutexes, atomics.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	jobs, results := make(chan int), make(chan [2]int)
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range jobs {
				results <- [2]int{j, j * j}
			}
		}()
	}
	go func() {
		for i := range 50 {
			jobs <- i
		}
		close(jobs)
		wg.Wait()
		close(results)
	}()
	out := make([]int, 50)
	for r := range results {
		out[r[0]] = r[1]
	}
	fmt.Println(out[:10], out[49])
	var mu sync.Mutex
	var n int
	var at atomic.Int64
	var wg2 sync.WaitGroup
	for i := range 100 {
		wg2.Go(func() {
			for range 100 {
				mu.Lock()
				n += i
				mu.Unlock()
				at.Add(1)
			}
		})
	}
	wg2.Wait()
	fmt.Println(n, at.Load())
	var rw sync.RWMutex
	m := map[int]int{}
	var wg3 sync.WaitGroup
	for i := range 20 {
		wg3.Go(func() {
			rw.Lock()
			m[i] = i
			rw.Unlock()
			rw.RLock()
			_ = m[i]
			rw.RUnlock()
		})
	}
	wg3.Wait()
	fmt.Println(len(m))
}
