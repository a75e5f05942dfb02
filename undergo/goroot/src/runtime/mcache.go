// The p's cache of spans, one a span class, used without a lock. A span in a
// cache belongs to it until it is full.
package runtime

import (
	"internal/runtime/atomic"
	"internal/runtime/gc"
	"internal/runtime/sys"
	"unsafe"
)

type mcache struct {
	_ sys.NotInHeap

	tiny       uintptr // block of the tiny allocator, 0 when there is none
	tinyoffset uintptr
	tinyAllocs uintptr // objects that went into a block that others had begun

	// The string that concatenation made last: where it ends and where its block
	// does (concatSpace).
	concatEnd   uintptr
	concatLimit uintptr

	alloc [numSpanClasses]freeRun

	cacheCounts
	sampler memSampler

	flushGen atomic.Uint32
	next     *mcache // of freeMCaches
}

// A freeRun is a row of free objects, [next, end), of the cached span of a class.
// Taking one is an addition; the span's own records say that all are in use.
type freeRun struct {
	next     uintptr
	end      uintptr
	elemsize uintptr
	span     *mspan
}

func allocmcache() *mcache {
	lock(&mheap_.lock)
	c := freeMCaches
	if c != nil {
		freeMCaches = c.next
		c.next = nil
	} else {
		c = (*mcache)(persistentalloc(unsafe.Sizeof(mcache{}), 64, &memstats.mcache_sys))
		c.list()
	}
	mcachesInUse++
	c.flushGen.Store(mheap_.sweepgen)
	unlock(&mheap_.lock)
	return c
}

// freemcache gives the cache's spans back.
func freemcache(c *mcache) {
	c.flush()
	lock(&mheap_.lock)
	c.next = freeMCaches
	freeMCaches = c
	mcachesInUse--
	unlock(&mheap_.lock)
}

// Caches of ps that were taken away, to be used again, and how many others there are. mheap_.lock guards them.
var (
	freeMCaches  *mcache
	mcachesInUse uintptr
)

// flush empties the cache: what it has not given out goes back to the spans.
func (c *mcache) flush() {
	for i := range c.alloc {
		r := &c.alloc[i]
		if s := r.span; s != nil {
			n := (r.end - r.next) / r.elemsize
			c.settle(spanClass(i), r)
			c.sampler.giveBack(spanClass(i), r.end-r.next)
			s.giveBack(r.next, n)
			if gcMarking.on {
				s.unmarkRun(uintptr(s.freeindex), n)
			}
			gcController.heapLive.Add(-uintptr(s.nelems-s.allocCount) * s.elemsize)
			mheap_.central[i].mcentral.uncacheSpan(s)
			*r = freeRun{}
		}
	}
	c.tiny, c.tinyoffset = 0, 0
	c.concatEnd, c.concatLimit = 0, 0
}

func (p *p) clearMCache() {
	if p.mcache != nil {
		freemcache(p.mcache)
		p.mcache = nil
	}
}

// nextFree takes an object of the class.
func (c *mcache) nextFree(spc spanClass) unsafe.Pointer {
	r := c.run(spc)
	x := r.next
	if x == r.end {
		return nextFreeSlow(spc)
	}
	r.next = x + r.elemsize
	return unsafe.Pointer(x)
}

// run is &c.alloc[spc] for a spc that is one.
func (c *mcache) run(spc spanClass) *freeRun {
	return (*freeRun)(add(unsafe.Pointer(&c.alloc), uintptr(spc)*unsafe.Sizeof(freeRun{})))
}

// nextFreeSlow takes an object when the cached run is used up. It may collect garbage, after which
// the goroutine may be on another p: callers must ask for their cache again.
//
//go:noinline
func nextFreeSlow(spc spanClass) unsafe.Pointer {
	clearBelow()
	allocPreempt()
	for assisted, collected, tries := false, false, 0; ; {
		c := getMCache(getg().m)
		r := c.run(spc)
		if r.next != r.end || r.span != nil && c.takeRun(r) {
			x := r.next
			r.next = x + r.elemsize
			if c.sampler.due {
				c.sampler.due = false
				profileAlloc(x, r.elemsize)
			}
			return unsafe.Pointer(x)
		}
		if gcMarking.on && !assisted {
			assisted = true
			gcAssist(assistBytes(spc))
			continue
		}
		if !collected && gcWanted() {
			gcFromMalloc()
			collected = true
			continue
		}
		full := false
		systemstack(func() { full = !c.refill(spc) })
		if full && !gcForBytes(pageSize, &tries) {
			outOfMemory(pageSize)
		}
	}
}

// A run from memory that has to be cleared is no longer than this, so that it is still in the processor's
// cache when it is used.
const longestDirtyRun = 8 << 10

// takeRun fills r with the next free objects of its span; false: there are none.
func (c *mcache) takeRun(r *freeRun) bool {
	s := r.span
	if r.elemsize != 0 {
		c.settle(s.spanclass, r)
	}
	before := c.sampler.before(s.spanclass, s.elemsize, s.npages*pageSize)
	first, last := s.nextFreeRun(max(before, 1))
	if first == last {
		return false
	}
	if gcMarking.on {
		s.markRun(uintptr(first), uintptr(last-first)) // before anybody can take them for objects in use
	}
	s.freeindex = last
	c.sampler.take(s.spanclass, s.elemsize, uintptr(last-first), before)
	r.next = s.startAddr + uintptr(first)*s.elemsize
	r.end = s.startAddr + uintptr(last)*s.elemsize
	r.elemsize = s.elemsize
	c.taken[s.spanclass] = uintptr(last - first)
	s.allocCount += last - first
	if s.needzero != 0 {
		memclrNoHeapPointers(unsafe.Pointer(r.next), r.end-r.next)
	}
	return true
}

// refill puts a span with at least one free object in the cache; false: memory is out.
func (c *mcache) refill(spc spanClass) bool {
	r := c.run(spc)
	central := &mheap_.central[spc].mcentral
	if r.span != nil {
		c.settle(spc, r)
		central.uncacheSpan(r.span)
		*r = freeRun{}
	}
	s := central.cacheSpan()
	if s == nil {
		return false
	}
	gcController.heapLive.Add(uintptr(s.nelems-s.allocCount) * s.elemsize)
	r.span = s
	if !c.takeRun(r) {
		throw("runtime: a span in the central list of partly free ones is full")
	}
	return true
}

func getMCache(mp *m) *mcache {
	if pp := mp.p.ptr(); pp != nil {
		return pp.mcache
	}
	return mcache0
}

// assistBytes is how much a run of objects of the class may be.
func assistBytes(spc spanClass) uintptr {
	return max(longestDirtyRun, uintptr(gc.SizeClassToSize[spc.sizeclass()]))
}
