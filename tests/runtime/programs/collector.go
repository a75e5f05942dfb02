// What the collector must do while the program runs, one thing for each argument.
package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"sync"
)

type node struct {
	next *node
	v    [10]uint64
}

func churn(n int) {
	var ring [1000]*node
	for i := 0; i < n; i++ {
		ring[i%1000] = &node{next: ring[(i+1)%1000]}
		if i%1000 == 0 {
			ring[i%1000].next = nil
			clear(ring[:])
		}
	}
}

func main() {
	switch os.Args[1] {
	case "gogc0":
		debug.SetGCPercent(0)
		churn(300000)
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		fmt.Println("collections:", m.NumGC > 10)
	case "limit":
		debug.SetGCPercent(-1)
		debug.SetMemoryLimit(64 << 20)
		churn(5000000)
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		fmt.Println("collections:", m.NumGC > 2, "memory near the limit:", m.Sys-m.HeapReleased < 96<<20)
	case "spiral":
		debug.SetMemoryLimit(20 << 20)
		var keep [][]byte
		for i := 0; i < 40; i++ {
			keep = append(keep, make([]byte, 1<<20))
			for j := range keep[i] {
				keep[i][j] = 1
			}
		}
		churn(1000000)
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		fmt.Println("goes on:", m.NumGC < 1000, len(keep))
	case "deadlock":
		big := make([]*node, 100000)
		for i := range big {
			big[i] = &node{}
		}
		go func() { runtime.GC() }()
		c := make(chan int)
		<-c
		runtime.KeepAlive(big)
	case "procs":
		stop := make(chan bool)
		var wg sync.WaitGroup
		for i := 0; i < 4; i++ {
			wg.Add(1)
			go func() {
				defer wg.Done()
				for {
					select {
					case <-stop:
						return
					default:
						churn(2000)
					}
				}
			}()
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			runtime.LockOSThread()
			for {
				select {
				case <-stop:
					return
				default:
					churn(100)
					runtime.Gosched()
				}
			}
		}()
		for i := 0; i < 300; i++ {
			runtime.GOMAXPROCS(i%5 + 1)
			if i%10 == 0 {
				runtime.GC()
			}
			if i%17 == 0 {
				debug.SetGCPercent(20 + i)
			}
			if i%13 == 0 {
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
			}
		}
		close(stop)
		wg.Wait()
		for i := 0; i < 1000 && runtime.NumGoroutine() > 1; i++ { // Done comes before the end
			runtime.Gosched()
		}
		fmt.Println("goroutines:", runtime.NumGoroutine())
	case "chain":
		// one long list: a single worker can follow it
		var head *node
		for i := 0; i < 2000000; i++ {
			head = &node{next: head}
		}
		for i := 0; i < 30; i++ {
			churn(100000)
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		fmt.Println("memory bounded:", m.Sys < 1<<30)
		runtime.KeepAlive(head)
	case "many":
		var wg sync.WaitGroup
		start := make(chan bool)
		for i := 0; i < 20000; i++ {
			wg.Add(1)
			go func() {
				n := &node{v: [10]uint64{uint64(i)}}
				<-start
				if n.v[0] != uint64(i) {
					panic("lost")
				}
				wg.Done()
			}()
		}
		for i := 0; i < 10; i++ {
			runtime.GC()
			churn(100000)
		}
		close(start)
		wg.Wait()
		fmt.Println("all there")
	}
}
