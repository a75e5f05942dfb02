// Reading a map while nobody writes is fine from many goroutines.
package main

import (
	"fmt"
	"sync"
)

func main() {
	m := map[int]int{}
	for i := range 100 {
		m[i] = i * i
	}
	var wg sync.WaitGroup
	res := make([]int, 8)
	for g := range 8 {
		wg.Go(func() {
			for i := range 100 {
				res[g] += m[i]
			}
		})
	}
	wg.Wait()
	fmt.Println(res)
}
