// Goroutines that allocate and exit.
package main

import (
	"fmt"
	"sync"
)

type part struct {
	data []int
	next *part
}

func work(n int) *part {
	var head *part
	for i := 0; i < 20; i++ {
		head = &part{make([]int, 8+n%8), head}
		head.data[0] = n
	}
	return head
}

func main() {
	results := make(chan *part, 100)
	var wg sync.WaitGroup
	total := 0
	done := make(chan bool)
	go func() {
		for p := range results {
			for ; p != nil; p = p.next {
				total += p.data[0]
			}
		}
		close(done)
	}()
	limit := make(chan bool, 64)
	for i := 0; i < 300_000; i++ {
		wg.Add(1)
		limit <- true
		go func() {
			results <- work(i)
			<-limit
			wg.Done()
		}()
	}
	wg.Wait()
	close(results)
	<-done
	fmt.Println(total)
}
