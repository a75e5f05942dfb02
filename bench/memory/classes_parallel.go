// As classes, by a goroutine for each processor.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

type with[T any] struct {
	p *int
	v T
}

func run[T any](ring []any, n int) {
	for i := 0; i < n; i++ {
		if i%2 == 0 {
			ring[i%len(ring)] = new(T)
		} else {
			ring[i%len(ring)] = new(with[T])
		}
	}
}

func main() {
	var wg sync.WaitGroup
	for g := 0; g < runtime.GOMAXPROCS(0); g++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			ring := make([]any, 5_000)
			for round := 0; round < 4; round++ {
				run[[8]byte](ring, 1_000_000)
				run[[24]byte](ring, 1_000_000)
				run[[48]byte](ring, 1_000_000)
				run[[96]byte](ring, 1_000_000)
				run[[200]byte](ring, 500_000)
				run[[500]byte](ring, 300_000)
				run[[1000]byte](ring, 200_000)
				run[[3000]byte](ring, 100_000)
				run[[9000]byte](ring, 30_000)
			}
		}()
	}
	wg.Wait()
	fmt.Println("done")
}
