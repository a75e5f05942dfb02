// As many processors as a large machine has: the allocations of each are counted, also after they are taken away.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

type object struct {
	next *object
	n    [5]int
}

func main() {
	before := runtime.GOMAXPROCS(1100)
	for round := range 2 {
		var a, b runtime.MemStats
		runtime.ReadMemStats(&a)
		var group, all sync.WaitGroup
		all.Add(1100)
		sums := make([]int, 1100)
		for i := range 1100 {
			group.Add(1)
			go func() {
				defer group.Done()
				all.Done()
				all.Wait() // so that many processors have something to do
				var list *object
				for k := range 200 {
					list = &object{list, [5]int{k}}
				}
				for ; list != nil; list = list.next {
					sums[i] += list.n[0]
				}
			}()
		}
		group.Wait()
		runtime.ReadMemStats(&b)
		total := 0
		for _, s := range sums {
			total += s
		}
		n := b.Mallocs - a.Mallocs
		fmt.Println(round, total, n >= 220000 && n < 260000, b.TotalAlloc-a.TotalAlloc >= 220000*48)
		runtime.GOMAXPROCS(3)
		runtime.GC()
		runtime.GOMAXPROCS(1100)
	}
	runtime.GOMAXPROCS(before)
}
