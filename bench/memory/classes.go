// Objects of each size class, some with and some without pointers.
package main

import "fmt"

type with[T any] struct {
	p *int
	v T
}

var sink any

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
	ring := make([]any, 10_000)
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
		run[[25000]byte](ring, 10_000)
	}
	n := 0
	for _, x := range ring {
		if x != nil {
			n++
		}
	}
	fmt.Println(n)
}
