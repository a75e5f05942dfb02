// Memory that nobody refers to is used again: gigabytes are allocated in a heap of some megabytes.
package main

import (
	"fmt"
	"runtime"
)

type node struct {
	left, right *node
	payload     [3]int
}

func build(depth int) *node {
	if depth == 0 {
		return nil
	}
	return &node{build(depth - 1), build(depth - 1), [3]int{depth, depth, depth}}
}

func (n *node) sum() int {
	if n == nil {
		return 0
	}
	return n.left.sum() + n.right.sum() + n.payload[0]
}

var sink []byte

func main() {
	total := 0
	for i := 0; i < 300; i++ {
		total += build(12).sum()
	}
	fmt.Println(total)
	for i := 0; i < 2000; i++ {
		sink = make([]byte, 1<<20)
		for k := range sink {
			if sink[k] != 0 {
				panic("memory that is not zero")
			}
			if k%4096 == 0 {
				sink[k] = 7
			}
		}
	}
	m := map[int]string{}
	for i := 0; i < 300_000; i++ {
		m[i%500] = fmt.Sprint("value ", i)
	}
	fmt.Println(len(m), m[7])
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	fmt.Println("allocated over 2 GB:", stats.TotalAlloc > 2<<30, "heap below 100 MB:", stats.HeapSys < 100<<20, "collections:", stats.NumGC > 10)
	fmt.Println("counts agree:", stats.Mallocs-stats.Frees == stats.HeapObjects, stats.HeapAlloc <= stats.HeapInuse)
}
