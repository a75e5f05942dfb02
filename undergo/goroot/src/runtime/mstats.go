// Statistics of the heap and its collector.
package runtime

import (
	"internal/runtime/atomic"
	"internal/runtime/gc"
	"unsafe"
)

// mstats counts what was taken from the system, by use.
type mstats struct {
	heapSys      sysMemStat
	other_sys    sysMemStat
	stacks_sys   sysMemStat
	mspan_sys    sysMemStat
	gcMiscSys    sysMemStat
	mcache_sys   sysMemStat
	buckhash_sys sysMemStat
}

var memstats mstats

// gcStats is what collections leave behind. It changes while the world is stopped.
var gcStats struct {
	freedBytes, freedObjects uint64

	cycles, forced uint32
	lastMonotonic  uint64 // when the last one ended, by nanotime
	last           uint64 // and by the clock
	pauseTotal     uint64
	pauses         [256]uint64 // nanoseconds, by the number of the cycle
	pauseEnds      [256]uint64
	cpuTime        int64 // nanoseconds of processors
}

// noteCollection counts a collection that began with before bytes. The world is stopped.
func noteCollection(reason gcReason, before uintptr, t *gcTimes) {
	st := &gcStats
	sec, nsec := walltime()
	i := st.cycles % uint32(len(st.pauses))
	pause := uint64(t.end - t.stop)
	st.pauses[i] = pause
	st.pauseEnds[i] = uint64(sec)*1_000_000_000 + uint64(nsec)
	st.pauseTotal += pause
	st.last = st.pauseEnds[i]
	atomic.Store64(&st.lastMonotonic, uint64(t.end))
	st.cpuTime += t.end - t.mark + (t.end-t.stop)*int64(gomaxprocs-1)
	st.cycles++
	if reason == gcByCall {
		st.forced++
	}
	if debug.gctrace > 0 {
		traceCollection(reason, before, t)
	}
}

// traceCollection prints the line of GODEBUG=gctrace=1. All of a collection is a stop here: the times are those of stopping,
// marking and sweeping.
func traceCollection(reason gcReason, before uintptr, t *gcTimes) {
	const mb = 1 << 20
	since := t.end - runtimeInitTime
	print("gc ", gcStats.cycles, " @")
	printMillis(since / 1_000_000)
	percent := int64(0)
	if since > 0 {
		percent = gcStats.cpuTime * 100 / (since * int64(gomaxprocs))
	}
	print("s ", percent, "%: ")
	parts := [3]int64{t.mark - t.stop, t.sweep - t.mark, t.end - t.sweep}
	for i, d := range parts {
		if i > 0 {
			print("+")
		}
		printMilliseconds(d)
	}
	print(" ms clock, ")
	printMilliseconds(parts[0])
	print("+0/")
	printMilliseconds(parts[1])
	print("/0+")
	printMilliseconds(parts[2])
	print(" ms cpu, ", uint64(before)/mb, "->", uint64(before)/mb, "->", uint64(gcController.marked)/mb, " MB, ", uint64(gcController.goal)/mb,
		" MB goal, ", memstats.stacks_sys.load()/mb, " MB stacks, ", uint64(globalsSize())/mb, " MB globals, ", gomaxprocs, " P")
	if reason == gcByCall {
		print(" (forced)")
	}
	print("\n")
}

// printMillis prints milliseconds as seconds.
func printMillis(ms int64) {
	print(ms/1000, ".", ms/100%10, ms/10%10, ms%10)
}

// A MemStats records statistics about the memory allocator. The fields have the
// meaning that the documentation of Go's package runtime gives them.
type MemStats struct {
	Alloc      uint64
	TotalAlloc uint64
	Sys        uint64
	Lookups    uint64
	Mallocs    uint64
	Frees      uint64

	HeapAlloc    uint64
	HeapSys      uint64
	HeapIdle     uint64
	HeapInuse    uint64
	HeapReleased uint64
	HeapObjects  uint64

	StackInuse  uint64
	StackSys    uint64
	MSpanInuse  uint64
	MSpanSys    uint64
	MCacheInuse uint64
	MCacheSys   uint64
	BuckHashSys uint64
	GCSys       uint64
	OtherSys    uint64

	NextGC        uint64
	LastGC        uint64
	PauseTotalNs  uint64
	PauseNs       [256]uint64
	PauseEnd      [256]uint64
	NumGC         uint32
	NumForcedGC   uint32
	GCCPUFraction float64
	EnableGC      bool
	DebugGC       bool

	BySize [61]struct {
		Size    uint32
		Mallocs uint64
		Frees   uint64
	}
}

// ReadMemStats fills m with the current statistics.
func ReadMemStats(m *MemStats) {
	*m = MemStats{} // a nil m panics here, not on the system stack
	w := stopTheWorld(stwReadMemStats)
	systemstack(func() { readmemstats_m(m) })
	startTheWorld(w)
}

func readmemstats_m(stats *MemStats) {
	*stats = MemStats{}
	h := &mheap_
	allocated, mallocs, tiny := allmcaches.totals()
	stats.TotalAlloc = uint64(allocated)
	stats.Mallocs = uint64(mallocs + tiny)
	stats.Frees = gcStats.freedObjects + uint64(tiny)
	stats.Alloc = uint64(allocated) - gcStats.freedBytes
	stats.HeapAlloc = stats.Alloc
	stats.HeapObjects = stats.Mallocs - stats.Frees
	stats.HeapInuse = uint64(h.inUse)
	stats.HeapSys = uint64(h.touched) * pageSize
	stats.HeapIdle = stats.HeapSys - stats.HeapInuse
	stats.HeapReleased = stats.HeapIdle - uint64(h.freeDirty)*pageSize
	stats.StackInuse = memstats.stacks_sys.load() + uint64(stackMemory())
	stats.StackSys = stats.StackInuse
	stats.MSpanSys = memstats.mspan_sys.load()
	stats.MSpanInuse = stats.MSpanSys
	stats.MCacheSys = memstats.mcache_sys.load()
	stats.MCacheInuse = stats.MCacheSys
	stats.GCSys = memstats.gcMiscSys.load()
	stats.BuckHashSys = memstats.buckhash_sys.load()
	stats.OtherSys = memstats.other_sys.load()
	stats.Sys = stats.HeapSys + stats.StackSys + stats.MSpanSys + stats.MCacheSys + stats.BuckHashSys + stats.GCSys + stats.OtherSys
	stats.EnableGC = true
	stats.NextGC = uint64(gcController.goal)
	stats.NumGC = gcStats.cycles
	stats.NumForcedGC = gcStats.forced
	stats.LastGC = gcStats.last
	stats.PauseTotalNs = gcStats.pauseTotal
	stats.PauseNs = gcStats.pauses
	stats.PauseEnd = gcStats.pauseEnds
	if up := nanotime() - runtimeInitTime; up > 0 {
		stats.GCCPUFraction = float64(gcStats.cpuTime) / float64(up*int64(gomaxprocs))
	}
	for i := range stats.BySize {
		stats.BySize[i].Size = uint32(gc.SizeClassToSize[i])
	}
}

// readGCStats gives pauses, newest first, then when they ended, the time of the last collection, their number and
// the sum of pauses.
//
//go:linkname readGCStats runtime/debug.readGCStats
func readGCStats(pauses *[]uint64) {
	w := stopTheWorld(stwReadMemStats)
	st := &gcStats
	n := min(st.cycles, uint32(len(st.pauses)))
	p := *pauses
	if cap(p) < int(2*n)+3 {
		throw("short slice passed to readGCStats")
	}
	p = p[:2*n+3]
	for i := uint32(0); i < n; i++ {
		k := (st.cycles - 1 - i) % uint32(len(st.pauses))
		p[i], p[n+i] = st.pauses[k], st.pauseEnds[k]
	}
	p[2*n], p[2*n+1], p[2*n+2] = st.last, uint64(st.cycles), st.pauseTotal
	*pauses = p
	startTheWorld(w)
}

type heapStatsDelta struct{}

var _ unsafe.Pointer
