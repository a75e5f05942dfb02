// How long the collector stops the program, with so many megabytes of live objects (an argument; default 1024) while two goroutines
// allocate and move pointers. One line: the stops of a cycle in microseconds (median, 99th percentile, longest), and how long a batch of
// allocations took.
package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"time"
)

type node struct {
	left, right *node
	value       [6]uint64
}

func tree(depth int) *node {
	n := &node{value: [6]uint64{uint64(depth)}}
	if depth > 0 {
		n.left, n.right = tree(depth-1), tree(depth-1)
	}
	return n
}

// mutate changes the live tree and makes garbage until stop; it returns how long each batch took.
func mutate(live []*node, seed uint64, stop <-chan bool) (batches []time.Duration) {
	for {
		select {
		case <-stop:
			return batches
		default:
		}
		start := time.Now()
		for range 100 {
			seed = seed*6364136223846793005 + 1442695040888963407
			t := live[seed>>33%uint64(len(live))]
			t.left, t.right = t.right, t.left
			t.left.left = tree(3)
		}
		batches = append(batches, time.Since(start))
	}
}

func at(sorted []time.Duration, part float64) int64 {
	return sorted[int(float64(len(sorted)-1)*part)].Microseconds()
}

func main() {
	megabytes, cycles := 1024, 30
	if len(os.Args) > 2 {
		fmt.Sscan(os.Args[1], &megabytes)
		fmt.Sscan(os.Args[2], &cycles)
	}
	live := make([]*node, megabytes) // trees of 1 MB
	for i := range live {
		live[i] = tree(13)
	}
	runtime.GC()
	stop, done := make(chan bool), make(chan []time.Duration)
	for i := range 2 {
		go func() { done <- mutate(live[i*megabytes/2:(i+1)*megabytes/2], uint64(i), stop) }()
	}
	for range cycles {
		runtime.GC()
	}
	close(stop)
	batches := append(<-done, <-done...)
	var stats debug.GCStats
	debug.ReadGCStats(&stats)
	pauses := stats.Pause[:cycles]
	slices.Sort(pauses)
	slices.Sort(batches)
	fmt.Println(at(pauses, 0.5), at(pauses, 0.99), at(pauses, 1), at(batches, 0.5), at(batches, 0.999), at(batches, 1))
}
