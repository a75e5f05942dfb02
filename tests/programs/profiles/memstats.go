// runtime.MemStats: what its documentation says about its fields, and debug.ReadGCStats beside it.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"time"
)

type small struct{ a, b, c *int }

var (
	pointers []*small
	bytes    [][]byte
)

func check(what string, ok bool) {
	if !ok {
		fmt.Println("wrong:", what)
	}
}

func relations(m *runtime.MemStats) {
	check("Sys", m.Sys == m.HeapSys+m.StackSys+m.MSpanSys+m.MCacheSys+m.BuckHashSys+m.GCSys+m.OtherSys)
	check("HeapSys", m.HeapSys == m.HeapIdle+m.HeapInuse)
	check("HeapAlloc", m.Alloc == m.HeapAlloc && m.HeapAlloc <= m.HeapInuse && m.TotalAlloc >= m.Alloc)
	check("HeapReleased", m.HeapReleased <= m.HeapIdle)
	check("HeapObjects", m.HeapObjects == m.Mallocs-m.Frees && m.HeapObjects > 0)
	check("in use", m.StackInuse <= m.StackSys && m.MSpanInuse <= m.MSpanSys && m.MCacheInuse <= m.MCacheSys)
	check("not zero", m.StackInuse > 0 && m.MSpanInuse > 0 && m.MCacheInuse > 0 && m.GCSys > 0 && m.OtherSys > 0 && m.NextGC > 0)
	check("flags", m.EnableGC && !m.DebugGC)
	var mallocs, frees uint64
	for i, class := range m.BySize {
		mallocs += class.Mallocs
		frees += class.Frees
		check("BySize", class.Mallocs >= class.Frees && (i == 0) == (class.Size == 0))
	}
	check("sums of BySize", mallocs <= m.Mallocs && frees <= m.Frees)
	last := (m.NumGC + 255) % 256
	check("pauses", m.NumGC == 0 || m.PauseNs[last] > 0 && m.PauseEnd[last] == m.LastGC && m.PauseTotalNs >= m.PauseNs[last])
	check("GCCPUFraction", m.GCCPUFraction >= 0 && m.GCCPUFraction < 1)
}

// class is the index of the size class with objects of a size.
func class(m *runtime.MemStats, size uint32) int {
	for i, c := range m.BySize {
		if c.Size == size {
			return i
		}
	}
	panic("no such class")
}

func main() {
	pointers = make([]*small, 0, 10000)
	bytes = make([][]byte, 0, 10000)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	relations(&before)
	for range 10000 {
		pointers = append(pointers, new(small))
	}
	for range 1000 {
		bytes = append(bytes, make([]byte, 3000))
	}
	runtime.ReadMemStats(&after)
	relations(&after)
	for _, size := range []uint32{24, 3072} {
		i := class(&after, size)
		n := after.BySize[i].Mallocs - before.BySize[i].Mallocs
		fmt.Println(size, n/10*10)
	}
	grown := after.TotalAlloc - before.TotalAlloc
	fmt.Println("allocated:", grown >= 10000*24+1000*3072, grown < 10000*24+1000*3072+100000)

	pointers, bytes = nil, nil
	runtime.GC()
	runtime.GC()
	before = after
	runtime.ReadMemStats(&after)
	relations(&after)
	for _, size := range []uint32{24, 3072} {
		i := class(&after, size)
		n := after.BySize[i].Frees - before.BySize[i].Frees
		fmt.Println(size, n >= map[uint32]uint64{24: 9900, 3072: 990}[size])
	}
	fmt.Println("collections:", after.NumForcedGC-before.NumForcedGC, after.NumGC-before.NumGC >= 2)
	fmt.Println("last:", time.Since(time.Unix(0, int64(after.LastGC))) < time.Minute)

	var stats debug.GCStats
	for stats.NumGC != int64(after.NumGC) { // until no collection comes between
		runtime.ReadMemStats(&after)
		debug.ReadGCStats(&stats)
	}
	fmt.Println("stats:", stats.NumGC == int64(after.NumGC), uint64(stats.PauseTotal) == after.PauseTotalNs, stats.LastGC.UnixNano() == int64(after.LastGC),
		len(stats.Pause) == int(after.NumGC), uint64(stats.Pause[0]) == after.PauseNs[(after.NumGC+255)%256])

	// Many ps and goroutines: nothing is lost or counted twice.
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(8))
	runtime.ReadMemStats(&before)
	var wait sync.WaitGroup
	for i := range kept {
		wait.Go(func() {
			for range 10000 {
				kept[i] = new([5]int)
			}
		})
	}
	wait.Wait()
	runtime.GOMAXPROCS(1)
	runtime.ReadMemStats(&after)
	relations(&after)
	i := class(&after, 48)
	n := after.BySize[i].Mallocs - before.BySize[i].Mallocs
	fmt.Println("of all ps:", n >= 160000 && n < 160200)
}

var kept [16]*[5]int
