// What has been allocated and freed, by class of objects.
//
// A cache counts what it has given out when it changes a run of objects for the next one, so its counts only grow and lag behind
// by what was given out of the runs at hand; who has stopped the world has that counted first (settleAll). Nobody but the cache's owner
// writes them. Sweeping counts what it frees. Bytes follow from counts, but for objects with spans of their own.
package runtime

import (
	"internal/runtime/atomic"
	"internal/runtime/gc"
	"unsafe"
)

// cacheCounts are the counts of a cache. They stay when its p is taken away and the cache used again.
type cacheCounts struct {
	taken   [numSpanClasses]uintptr // objects of the run that is cached, which are not counted yet
	objects [numSpanClasses]uintptr

	largeAllocs uintptr
	largeBytes  uintptr

	all *mcache // in allmcaches
}

// allmcaches are all caches there ever were.
var allmcaches atomic.UnsafePointer // *mcache

// list makes a new cache known. mheap_.lock is held.
func (c *mcache) list() {
	c.all = (*mcache)(allmcaches.Load())
	allmcaches.StoreNoWB(unsafe.Pointer(c))
}

// settle counts what the run of a class has given out.
func (c *mcache) settle(spc spanClass, r *freeRun) {
	left := uintptr(0)
	if r.next != r.end {
		left = (r.end - r.next) / r.elemsize
	}
	atomic.Storeuintptr(&c.objects[spc], c.objects[spc]+c.taken[spc]-left)
	c.taken[spc] = left
}

// settleAll counts what all runs have given out. The caller owns the cache, or has stopped the world.
func (c *mcache) settleAll() {
	for i := range c.alloc {
		if r := &c.alloc[i]; r.span != nil {
			c.settle(spanClass(i), r)
		}
	}
}

// noteFreed counts n objects of a span that sweeping has freed.
func noteFreed(s *mspan, n uintptr) {
	f := &freedCounts
	if s.spanclass.sizeclass() == 0 {
		f.large.Add(n)
		f.largeBytes.Add(n * s.elemsize)
		return
	}
	f.objects[s.spanclass].Add(n)
}

var freedCounts struct {
	objects           [numSpanClasses]atomic.Uintptr
	large, largeBytes atomic.Uintptr
}

// heapCounts are numbers of objects by size class; those with spans of their own are apart. Tiny objects that went into a block that
// others had begun are not among them.
type heapCounts struct {
	allocs, frees              [gc.NumSizeClasses]uint64
	largeAllocs, largeFrees    uint64
	largeAllocated, largeFreed uint64 // bytes
	tiny                       uint64

	// The sums.
	allAllocs, allFrees         uint64
	allocatedBytes, freedBytes uint64
}

// read sums up. What was freed had been counted before, and is read first: differences do not become negative.
func (h *heapCounts) read() {
	*h = heapCounts{}
	f := &freedCounts
	h.largeFrees, h.largeFreed = uint64(f.large.Load()), uint64(f.largeBytes.Load())
	for i := range f.objects {
		h.frees[i>>1] += uint64(f.objects[i].Load())
	}
	for c := (*mcache)(allmcaches.Load()); c != nil; c = c.all {
		h.largeAllocs += uint64(atomic.Loaduintptr(&c.largeAllocs))
		h.largeAllocated += uint64(atomic.Loaduintptr(&c.largeBytes))
		h.tiny += uint64(atomic.Loaduintptr(&c.tinyAllocs))
		for i := range c.objects {
			h.allocs[i>>1] += uint64(atomic.Loaduintptr(&c.objects[i]))
		}
	}
	h.allAllocs, h.allFrees = h.largeAllocs, h.largeFrees
	h.allocatedBytes, h.freedBytes = h.largeAllocated, h.largeFreed
	for i, size := range gc.SizeClassToSize {
		h.allAllocs += h.allocs[i]
		h.allFrees += h.frees[i]
		h.allocatedBytes += h.allocs[i] * uint64(size)
		h.freedBytes += h.frees[i] * uint64(size)
	}
}

func (h *heapCounts) liveObjects() uint64 { return h.allAllocs - h.allFrees }
func (h *heapCounts) liveBytes() uint64   { return h.allocatedBytes - h.freedBytes }

// memoryClasses is what the runtime has from the system, by use. The parts add up to total.
type memoryClasses struct {
	objects, unused   uint64 // of spans in use
	free, released    uint64 // of the heap's other pages
	stacks, osStacks  uint64
	mspans, freeSpans uint64
	caches, freeCaches uint64
	profile, collector, other uint64

	scannable uint64 // bytes of objects that may have pointers; a part of objects
	stackUse  uint64 // bytes of stacks in use
}

// read finds them out; counts are those of the same moment.
func (m *memoryClasses) read(counts *heapCounts) {
	h := &mheap_
	lock(&h.lock)
	inUse, free, touched := uint64(h.inUse), uint64(h.freeDirty)*pageSize, uint64(h.touched)*pageSize
	m.mspans = uint64(h.spansInUse * unsafe.Sizeof(mspan{}))
	m.caches = uint64(mcachesInUse * unsafe.Sizeof(mcache{}))
	m.freeSpans = memstats.mspan_sys.load() - m.mspans
	m.scannable = 0
	for _, s := range h.allspans[:h.nspans] {
		if s.state == mSpanInUse && !s.spanclass.noscan() {
			m.scannable += uint64(uintptr(s.allocCount) * s.elemsize)
		}
	}
	m.freeCaches = memstats.mcache_sys.load() - m.caches
	unlock(&h.lock)
	m.objects = min(counts.liveBytes(), inUse)
	m.unused = inUse - m.objects
	m.free = free
	m.released = touched - inUse - free
	m.stacks = uint64(stackMemory())
	m.stackUse, m.osStacks = stackUse()
	m.profile = memstats.buckhash_sys.load()
	m.collector = memstats.gcMiscSys.load()
	m.other = memstats.other_sys.load()
}

func (m *memoryClasses) heapSys() uint64 { return m.objects + m.unused + m.free + m.released }

func (m *memoryClasses) total() uint64 {
	return m.heapSys() + m.stacks + m.osStacks + m.mspans + m.freeSpans + m.caches + m.freeCaches + m.profile + m.collector + m.other
}

// stackUse is how many bytes of goroutines' stacks are in use, and what is mapped for threads' own stacks.
func stackUse() (used, threads uint64) {
	forEachGRace(func(gp *g) {
		if hi, sp := gp.stack.hi, gp.sched.sp; sp < hi && sp > gp.stack.lo {
			used += uint64(hi - sp)
		}
	})
	return used, memstats.stacks_sys.load()
}
