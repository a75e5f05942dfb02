// The p's cache of spans, one a span class, used without a lock. A span in a
// cache belongs to it until it is full.
package runtime

import (
	"internal/runtime/atomic"
	"internal/runtime/sys"
	"unsafe"
)

type mcache struct {
	_ sys.NotInHeap

	tiny       uintptr // block of the tiny allocator, 0 when there is none
	tinyoffset uintptr
	tinyAllocs uintptr // objects that went into a block that others had begun

	// The string that concatenation made last: where it ends and where its block
	// does (concatSpace). To be cleared when blocks are freed.
	concatEnd   uintptr
	concatLimit uintptr

	alloc [numSpanClasses]freeRun

	// Given out since the cache exists; all of a run counts when it is taken.
	allocated   uintptr
	mallocs     uintptr
	largeAllocs uintptr

	flushGen atomic.Uint32
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
	c := (*mcache)(persistentalloc(unsafe.Sizeof(mcache{}), 64, &memstats.mcache_sys))
	lock(&mheap_.lock)
	c.flushGen.Store(mheap_.sweepgen)
	unlock(&mheap_.lock)
	allmcaches.add(c)
	return c
}

// freemcache gives the cache's spans back.
func freemcache(c *mcache) {
	for i := range c.alloc {
		r := &c.alloc[i]
		if s := r.span; s != nil {
			n := (r.end - r.next) / r.elemsize
			c.mallocs -= n
			c.allocated -= n * r.elemsize
			s.giveBack(r.next, n)
			mheap_.central[i].mcentral.uncacheSpan(s)
			*r = freeRun{}
		}
	}
	allmcaches.retire(c)
}

// counts is what the cache has given out.
func (c *mcache) counts() (allocated, mallocs uintptr) {
	allocated, mallocs = c.allocated, c.mallocs+c.tinyAllocs
	for i := range c.alloc {
		r := &c.alloc[i]
		if r.span != nil {
			allocated -= r.end - r.next
			mallocs -= (r.end - r.next) / r.elemsize
		}
	}
	return
}

// What all caches have given out, for MemStats. A retired cache leaves its counts.
type mcacheList struct {
	lock    mutex
	live    [64]*mcache
	n       int
	retired struct{ allocated, mallocs, largeAllocs uintptr }
}

var allmcaches mcacheList

func (l *mcacheList) add(c *mcache) {
	lock(&l.lock)
	if l.n < len(l.live) {
		l.live[l.n] = c
		l.n++
	}
	unlock(&l.lock)
}

func (l *mcacheList) retire(c *mcache) {
	lock(&l.lock)
	for i := 0; i < l.n; i++ {
		if l.live[i] == c {
			l.n--
			l.live[i] = l.live[l.n]
			break
		}
	}
	allocated, mallocs := c.counts()
	l.retired.allocated += allocated
	l.retired.mallocs += mallocs
	l.retired.largeAllocs += c.largeAllocs
	unlock(&l.lock)
}

func (l *mcacheList) totals() (allocated, mallocs uintptr) {
	lock(&l.lock)
	allocated, mallocs = l.retired.allocated, l.retired.mallocs
	for i := 0; i < l.n; i++ {
		a, m := l.live[i].counts()
		allocated += a
		mallocs += m
	}
	unlock(&l.lock)
	return
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
		return c.nextFreeSlow(spc)
	}
	r.next = x + r.elemsize
	return unsafe.Pointer(x)
}

// run is &c.alloc[spc] for a spc that is one.
func (c *mcache) run(spc spanClass) *freeRun {
	return (*freeRun)(add(unsafe.Pointer(&c.alloc), uintptr(spc)*unsafe.Sizeof(freeRun{})))
}

//go:noinline
func (c *mcache) nextFreeSlow(spc spanClass) unsafe.Pointer {
	r := c.run(spc)
	if r.span == nil || !c.takeRun(r) {
		systemstack(func() {
			c.refill(spc)
		})
	}
	x := r.next
	r.next = x + r.elemsize
	return unsafe.Pointer(x)
}

// takeRun fills r with the next free objects of its span; false: there are none.
func (c *mcache) takeRun(r *freeRun) bool {
	s := r.span
	first, last := s.nextFreeRun()
	if first == last {
		return false
	}
	r.next = s.startAddr + uintptr(first)*s.elemsize
	r.end = s.startAddr + uintptr(last)*s.elemsize
	r.elemsize = s.elemsize
	s.allocCount += last - first
	c.mallocs += uintptr(last - first)
	c.allocated += r.end - r.next
	return true
}

// refill puts a span with at least one free object in the cache.
func (c *mcache) refill(spc spanClass) {
	r := c.run(spc)
	central := &mheap_.central[spc].mcentral
	if r.span != nil {
		central.uncacheSpan(r.span)
		r.span = nil
	}
	s := central.cacheSpan()
	if s == nil {
		outOfMemory(pageSize)
	}
	r.span = s
	if !c.takeRun(r) {
		throw("runtime: a span in the central list of partly free ones is full")
	}
}

func getMCache(mp *m) *mcache {
	if pp := mp.p.ptr(); pp != nil {
		return pp.mcache
	}
	return mcache0
}
