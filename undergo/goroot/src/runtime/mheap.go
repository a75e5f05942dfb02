// The heap: arenas of 64 MB, divided into pages of 8 KB, handed out as spans.
//
// An arena is reserved as a whole and belongs to one heapArena record, which says
// for each page which span holds it; arenas are found by the upper bits of an
// address in a two-level table. Fresh pages are taken in address order; pages
// that come back (by the collector, in a later step) go through mheap.free.
package runtime

import (
	"internal/runtime/atomic"
	"internal/runtime/gc"
	"internal/runtime/sys"
	"unsafe"
)

type spanClass uint8

func (sc spanClass) sizeclass() int8 { return int8(sc >> 1) }
func (sc spanClass) noscan() bool    { return sc&1 != 0 }

type mSpanState uint8

const (
	mSpanDead mSpanState = iota
	mSpanInUse
	mSpanManual
)

type gcBits struct {
	_ sys.NotInHeap
	x uint8
}

type mspan struct {
	_    sys.NotInHeap
	list *mSpanList // it is in, between prev and next
	prev *mspan
	next *mspan

	startAddr uintptr
	npages    uintptr

	freeindex  uint16 // where to look for free objects
	nelems     uint16
	allocBits  *gcBits // 1 is in use; nil: nothing is, from freeindex on
	gcmarkBits *gcBits

	sweepgen   uint32
	divMul     uint32
	allocCount uint16
	spanclass  spanClass
	state      mSpanState
	needzero   uint8
	elemsize   uintptr
	limit      uintptr // end of the objects
	largeType  *_type  // of the object of a span with one object with pointers
}

func (s *mspan) base() uintptr { return s.startAddr }

// objIndex is the index of the object that holds the address.
func (s *mspan) objIndex(p uintptr) uintptr {
	off := p - s.startAddr
	if s.divMul == 0 {
		return 0
	}
	return uintptr((uint64(off) * uint64(s.divMul)) >> 32)
}

type mSpanList struct {
	first *mspan
	last  *mspan
}

func (l *mSpanList) insert(s *mspan) {
	s.prev = nil
	s.next = l.first
	if l.first != nil {
		l.first.prev = s
	} else {
		l.last = s
	}
	l.first = s
	s.list = l
}

func (l *mSpanList) remove(s *mspan) {
	if s.list != l {
		throw("mSpanList.remove")
	}
	if s.prev != nil {
		s.prev.next = s.next
	} else {
		l.first = s.next
	}
	if s.next != nil {
		s.next.prev = s.prev
	} else {
		l.last = s.prev
	}
	s.next, s.prev, s.list = nil, nil, nil
}

type heapArena struct {
	_     sys.NotInHeap
	spans [pagesPerArena]*mspan
}

type arenaIdx uint

func arenaIndex(p uintptr) arenaIdx { return arenaIdx(p / heapArenaBytes) }

const (
	arenaL1Bits = 6
	arenaL2Bits = 48 - 26 - arenaL1Bits
)

// As much of the heap is made of small pages.
const smallPages = 4 << 20

type mheap struct {
	_        sys.NotInHeap
	lock     mutex
	sweepgen uint32

	arenas [1 << arenaL1Bits]*[1 << arenaL2Bits]*heapArena

	curArena struct{ next, end uintptr } // pages not yet handed out
	smallEnd uintptr                     // the end of the heap's small pages
	ready    uintptr                     // to here populate has been
	hint     uintptr                     // where the next arena should lie
	freeSpan *mspan                      // records to use again
	free     mSpanList                   // spans given back

	pagesInUse atomic.Uintptr
	inUse      uintptr // bytes in spans
	reserved   uintptr
	mostMemory uintptr // what the heap may take, bytes

	central [numSpanClasses]struct {
		mcentral
		_ [64 - unsafe.Sizeof(mcentral{})%64]byte
	}
}

var mheap_ mheap

func (h *mheap) init() {
	h.hint = 0xc000000000
	h.mostMemory = physicalMemory() / 16 * maxMemoryFraction
	for i := range h.central {
		h.central[i].init(spanClass(i))
	}
}

// spanOf gives the span that holds an address, nil when it is not in the heap.
func spanOf(p uintptr) *mspan {
	i := arenaIndex(p)
	if i >= 1<<(arenaL1Bits+arenaL2Bits) {
		return nil
	}
	l2 := mheap_.arenas[i>>arenaL2Bits]
	if l2 == nil {
		return nil
	}
	ha := l2[i&(1<<arenaL2Bits-1)]
	if ha == nil {
		return nil
	}
	return ha.spans[p/pageSize%pagesPerArena]
}

// spanOfHeap is spanOf for addresses inside a span's objects only.
func spanOfHeap(p uintptr) *mspan {
	s := spanOf(p)
	if s == nil || s.state != mSpanInUse || p < s.startAddr || p >= s.limit {
		return nil
	}
	return s
}

// alloc hands out a span of npages pages, zero. nil: memory is out.
func (h *mheap) alloc(npages uintptr, spc spanClass) *mspan {
	lock(&h.lock)
	if h.inUse+npages*pageSize > h.mostMemory {
		unlock(&h.lock)
		return nil
	}
	base := h.takePages(npages)
	if base == 0 {
		unlock(&h.lock)
		return nil
	}
	s := h.freeSpan
	if s != nil {
		h.freeSpan = s.next
		*s = mspan{}
	} else {
		s = (*mspan)(persistentalloc(unsafe.Sizeof(mspan{}), 64, &memstats.mspan_sys))
	}
	s.startAddr = base
	s.npages = npages
	s.spanclass = spc
	s.state = mSpanInUse
	s.elemsize = uintptr(gc.SizeClassToSize[spc.sizeclass()])
	s.sweepgen = h.sweepgen
	h.setSpans(base, npages, s)
	h.inUse += npages * pageSize
	h.pagesInUse.Add(npages)
	unlock(&h.lock)
	return s
}

func (h *mheap) setSpans(base, npages uintptr, s *mspan) {
	for i := uintptr(0); i < npages; i++ {
		p := base + i*pageSize
		a := arenaIndex(p)
		h.arenas[a>>arenaL2Bits][a&(1<<arenaL2Bits-1)].spans[p/pageSize%pagesPerArena] = s
	}
}

// takePages finds npages pages in a row in the current arenas, or reserves more.
func (h *mheap) takePages(npages uintptr) uintptr {
	n := npages * pageSize
	if h.curArena.end-h.curArena.next < n {
		if !h.grow(n) {
			return 0
		}
	}
	p := h.curArena.next
	h.curArena.next += n
	if p < h.smallEnd && h.curArena.next > h.ready {
		h.populate(p, n)
	}
	return p
}

// populate has the kernel fill pages in front of those handed out in one go, the more
// the larger the heap is already: a fault each costs as much again as the page.
func (h *mheap) populate(p, n uintptr) {
	size := max(64<<10, (p-(h.smallEnd-smallPages))/4&^(physPageSize-1))
	if n > size {
		h.ready = p + n // the program may never touch all of it
		return
	}
	size = min(size, h.smallEnd-p)
	h.ready = p + size
	sysPopulate(unsafe.Pointer(p), size)
}

// grow reserves arenas for at least n bytes, behind the last when possible.
func (h *mheap) grow(n uintptr) bool {
	size := alignUp(n, heapArenaBytes)
	p := uintptr(sysReserve(unsafe.Pointer(h.hint), size))
	if p != h.hint || p%heapArenaBytes != 0 {
		if p != 0 {
			sysFreeOS(unsafe.Pointer(p), size)
		}
		q := uintptr(sysReserve(nil, size+heapArenaBytes))
		if q == 0 {
			return false
		}
		p = alignUp(q, heapArenaBytes)
		if p > q {
			sysFreeOS(unsafe.Pointer(q), p-q)
		}
		if end := q + size + heapArenaBytes; end > p+size {
			sysFreeOS(unsafe.Pointer(p+size), end-p-size)
		}
	}
	sysMap(unsafe.Pointer(p), size, &memstats.heapSys)
	// Pages are handed out in address order, so large pages waste at most one; only
	// where the heap begins they would be more than a small program ever touches.
	small := uintptr(0)
	if h.reserved == 0 {
		small = smallPages
		h.smallEnd = p + small
	}
	sysHugePage(unsafe.Pointer(p+small), size-small)
	for a := p; a < p+size; a += heapArenaBytes {
		i := arenaIndex(a)
		l1 := i >> arenaL2Bits
		if h.arenas[l1] == nil {
			h.arenas[l1] = (*[1 << arenaL2Bits]*heapArena)(sysAlloc(unsafe.Sizeof(*h.arenas[0]), &memstats.gcMiscSys, "arena index"))
			if h.arenas[l1] == nil {
				return false
			}
		}
		ha := (*heapArena)(sysAlloc(unsafe.Sizeof(heapArena{}), &memstats.gcMiscSys, "arena"))
		if ha == nil {
			return false
		}
		h.arenas[l1][i&(1<<arenaL2Bits-1)] = ha
	}
	h.hint = p + size
	h.reserved += size
	if h.curArena.end == p {
		h.curArena.end = p + size
	} else {
		h.curArena.next, h.curArena.end = p, p+size
	}
	return true
}
