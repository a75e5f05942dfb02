// What a program can ask of the collector, and what it can read about it.
package main

import (
	"fmt"
	"math"
	"runtime"
	"runtime/debug"
)

var keep [][]byte

func main() {
	fmt.Println(debug.SetGCPercent(50), debug.SetGCPercent(-1), debug.SetGCPercent(100))
	fmt.Println(debug.SetMemoryLimit(-1) == math.MaxInt64, debug.SetMemoryLimit(1<<30) == math.MaxInt64, debug.SetMemoryLimit(math.MaxInt64))

	debug.SetGCPercent(-1)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for i := 0; i < 64; i++ {
		keep = append(keep, make([]byte, 1<<20))
	}
	runtime.ReadMemStats(&after)
	fmt.Println("none while off:", after.NumGC == before.NumGC, after.HeapAlloc-before.HeapAlloc >= 64<<20)
	runtime.GC()
	runtime.ReadMemStats(&after)
	fmt.Println("forced:", after.NumForcedGC-before.NumForcedGC, after.HeapAlloc >= 64<<20, after.LastGC > 0, after.PauseTotalNs > 0)
	keep = nil
	runtime.GC()
	debug.FreeOSMemory()
	runtime.ReadMemStats(&after)
	fmt.Println("freed:", after.HeapAlloc < 8<<20, after.HeapIdle-after.HeapReleased < 8<<20, after.HeapReleased >= 50<<20)

	var stats debug.GCStats
	debug.ReadGCStats(&stats)
	fmt.Println(int64(after.NumGC) == stats.NumGC, len(stats.Pause) == int(stats.NumGC), len(stats.PauseEnd) == len(stats.Pause))

	// A limit makes collections happen though GOGC is off.
	debug.SetMemoryLimit(64 << 20)
	for i := 0; i < 4000; i++ {
		keep = append(keep[:0], make([]byte, 100_000))
	}
	before = after
	runtime.ReadMemStats(&after)
	fmt.Println("by the limit:", after.NumGC > before.NumGC+2)
}
