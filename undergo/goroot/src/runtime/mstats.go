// Statistics of the heap, as far as an allocator without a collector has them.
package runtime

import (
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
	numForced    uint32
}

var memstats mstats

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
	allocated, mallocs := allmcaches.totals()
	stats.TotalAlloc = uint64(allocated)
	stats.Alloc = uint64(allocated)
	stats.HeapAlloc = uint64(allocated)
	stats.Mallocs = uint64(mallocs)
	stats.HeapObjects = uint64(mallocs)
	stats.HeapInuse = uint64(mheap_.inUse)
	stats.HeapSys = uint64(mheap_.reserved)
	stats.HeapIdle = stats.HeapSys - stats.HeapInuse
	stats.StackInuse = memstats.stacks_sys.load()
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
	stats.NextGC = 4 << 20
	for i := range stats.BySize {
		stats.BySize[i].Size = uint32(gc.SizeClassToSize[i])
	}
}

//go:linkname readGCStats runtime/debug.readGCStats
func readGCStats(pauses *[]uint64) {
	p := *pauses
	if cap(p) < 3 {
		throw("short slice passed to readGCStats")
	}
	*pauses = p[:3]
	clear(*pauses)
}

type heapStatsDelta struct{}

var _ unsafe.Pointer
