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
	tinyAllocs uintptr

	alloc [numSpanClasses]*mspan

	allocated   uintptr // bytes given out, since the cache exists
	mallocs     uintptr
	largeAllocs uintptr

	flushGen atomic.Uint32
}

var emptymspan mspan

func allocmcache() *mcache {
	c := (*mcache)(persistentalloc(unsafe.Sizeof(mcache{}), 64, &memstats.mcache_sys))
	for i := range c.alloc {
		c.alloc[i] = &emptymspan
	}
	lock(&mheap_.lock)
	c.flushGen.Store(mheap_.sweepgen)
	unlock(&mheap_.lock)
	allmcaches.add(c)
	return c
}

func freemcache(c *mcache) {
	allmcaches.retire(c)
}

// What all caches have given out, for MemStats. A retired cache leaves its counts.
type mcacheList struct {
	lock    mutex
	live    [64]*mcache
	n       int
	retired struct{ allocated, mallocs, largeAllocs, tinyAllocs uintptr }
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
	l.retired.allocated += c.allocated
	l.retired.mallocs += c.mallocs
	l.retired.largeAllocs += c.largeAllocs
	l.retired.tinyAllocs += c.tinyAllocs
	unlock(&l.lock)
}

func (l *mcacheList) totals() (allocated, mallocs uintptr) {
	lock(&l.lock)
	allocated, mallocs = l.retired.allocated, l.retired.mallocs
	for i := 0; i < l.n; i++ {
		allocated += l.live[i].allocated
		mallocs += l.live[i].mallocs
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
	s := c.alloc[spc]
	if s.allocCache != 0 {
		skip := uint16(sys.TrailingZeros64(s.allocCache))
		i := s.freeindex + skip
		if i < s.nelems {
			next := i + 1
			if next%64 != 0 || next == s.nelems {
				s.allocCache >>= skip + 1
				s.freeindex = next
				s.allocCount++
				return unsafe.Pointer(s.startAddr + uintptr(i)*s.elemsize)
			}
		}
	}
	return c.nextFreeSlow(spc)
}

//go:noinline
func (c *mcache) nextFreeSlow(spc spanClass) unsafe.Pointer {
	s := c.alloc[spc]
	i := s.nextFreeIndex()
	if i == s.nelems {
		systemstack(func() {
			c.refill(spc)
		})
		s = c.alloc[spc]
		i = s.nextFreeIndex()
	}
	s.allocCount++
	return unsafe.Pointer(s.startAddr + uintptr(i)*s.elemsize)
}

// refill puts a span with at least one free object in the cache.
func (c *mcache) refill(spc spanClass) {
	s := c.alloc[spc]
	central := &mheap_.central[spc].mcentral
	if s != &emptymspan {
		central.uncacheSpan(s)
	}
	s = central.cacheSpan()
	if s == nil {
		outOfMemory(pageSize)
	}
	c.alloc[spc] = s
}

func getMCache(mp *m) *mcache {
	if pp := mp.p.ptr(); pp != nil {
		return pp.mcache
	}
	return mcache0
}
