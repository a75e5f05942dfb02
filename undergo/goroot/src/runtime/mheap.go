// The heap: arenas of 64 MB, divided into pages of 8 KB, handed out as spans.
//
// An arena is 64 MB of addresses of which some or all are had from the kernel, in chunks of 4 MB. It has one heapArena
// record, which says for each page which span holds it; arenas are found by the upper bits of an
// address in a two-level table. Which pages are free stands in mpages.go.
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
	_ sys.NotInHeap

	// What marking reads, in one cache line.
	startAddr  uintptr
	limit      uintptr // end of the objects
	gcmarkBits *gcBits // 1 is marked; clear outside a collection
	allocBits  *gcBits // 1 is in use; nil: nothing is, from freeindex on
	elemsize   uintptr
	divMul     uint32
	freeindex  uint16 // where to look for free objects; all before are in use
	nelems     uint16
	largeType  *_type // of the object of a span with one object with pointers
	allocCount uint16
	spanclass  spanClass
	state      mSpanState
	needzero   uint8

	npages    uintptr
	sweepgen  uint32
	otherBits *gcBits       // allocBits, also while that is nil
	specials  *special      // in order of addresses
	specialAt *specialIndex // nil: there are none
	realMarks *gcBits       // gcmarkBits while they are checked

	list *mSpanList // it is in, between prev and next
	prev *mspan
	next *mspan
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

// append puts s at the end.
func (l *mSpanList) append(s *mspan) {
	s.next = nil
	s.prev = l.last
	if l.last != nil {
		l.last.next = s
	} else {
		l.first = s
	}
	l.last = s
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
	_      sys.NotInHeap
	spans  [pagesPerArena]*mspan
	chunks [chunksPerArena]pageChunk
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

	// Pages, see mpages.go.
	arenaList       arenaList
	lowest, highest uintptr // all pages lie between
	searchBlock     uintptr // in all blocks of arenas before this one no page is free
	freeDirty       uintptr // free pages that are dirty
	dirtyBelow      uintptr // all of them lie below
	touched         uintptr // pages of chunks of which one page was ever taken

	smallEnd uintptr // the end of the heap's small pages
	ready    uintptr // to here populate has been
	hint     uintptr // where the next memory should lie
	reserved uintptr // bytes of address space for pages
	freeSpan *mspan  // records to use again

	// All records of spans, nspans of them; a record stays when its span goes. spansInUse of them have one.
	allspans   []*mspan
	nspans     uintptr
	spansInUse uintptr

	freeBits [5]*markBits // by size: of 1, 2, 4, 8, 16 words

	pagesInUse atomic.Uintptr
	inUse      uintptr // bytes in spans
	mostMemory uintptr // what the heap may take, bytes

	central [numSpanClasses]struct {
		mcentral
		_ [64 - unsafe.Sizeof(mcentral{})%64]byte
	}
}

// markBits are the two bitmaps of a span, one bit an object: in use, and marked. words is the size of one.
type markBits struct {
	_    sys.NotInHeap
	next *markBits
}

var mheap_ mheap

func (h *mheap) init() {
	h.hint = 0xc000000000
	h.sweepgen = 2
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

// As many spans are swept at most before new pages are taken.
const sweepForPages = 64

// alloc hands out a span of npages pages for nelems objects. Unless its needzero says so, it is
// zero. nil: memory is out.
func (h *mheap) alloc(npages uintptr, spc spanClass, nelems uint16) *mspan {
	if gcSweep.left.Load() != 0 {
		sweepSome(min(npages, sweepForPages)) // what it frees may be enough
	}
	lock(&h.lock)
	s := h.allocLocked(npages, spc, nelems)
	unlock(&h.lock)
	if gcController.limit < 1<<62 {
		scavengeForLimit()
	}
	return s
}

func (h *mheap) allocLocked(npages uintptr, spc spanClass, nelems uint16) *mspan {
	if h.inUse+npages*pageSize > h.mostMemory {
		return nil
	}
	base := h.findPages(npages)
	if base == 0 {
		if !h.grow(npages * pageSize) {
			return nil
		}
		if base = h.findPages(npages); base == 0 {
			throw("mheap: a new arena has no room")
		}
	}
	s := h.newRecord(nelems)
	if s == nil {
		return nil
	}
	if h.usePages(base, npages) {
		s.needzero = 1
	} else if n := npages * pageSize; base < h.smallEnd && base+n > h.ready {
		h.populate(base, n)
	}
	s.startAddr = base
	s.npages = npages
	s.nelems = nelems
	s.spanclass = spc
	s.elemsize = uintptr(gc.SizeClassToSize[spc.sizeclass()])
	s.sweepgen = h.sweepgen
	s.state = mSpanInUse
	h.spansInUse++
	h.setSpans(base, npages, s)
	h.inUse += npages * pageSize
	h.pagesInUse.Add(npages)
	return s
}

// newRecord gives a clear record with bitmaps for nelems objects.
func (h *mheap) newRecord(nelems uint16) *mspan {
	s := h.freeSpan
	if s != nil {
		h.freeSpan = s.next
		*s = mspan{}
	} else {
		if h.nspans == uintptr(len(h.allspans)) && !h.growSpanList() {
			return nil
		}
		s = (*mspan)(persistentalloc(unsafe.Sizeof(mspan{}), 64, &memstats.mspan_sys))
		h.allspans[h.nspans] = s
		h.nspans++
	}
	size := bitmapSize(nelems)
	words := uintptr(1) << size
	b := h.freeBits[size]
	if b != nil {
		h.freeBits[size] = b.next
		memclrNoHeapPointers(unsafe.Pointer(b), words*16)
	} else {
		b = (*markBits)(persistentalloc(words*16, 8, &memstats.gcMiscSys))
	}
	s.gcmarkBits = (*gcBits)(unsafe.Pointer(b))
	s.otherBits = (*gcBits)(add(unsafe.Pointer(b), words*8))
	return s
}

func (h *mheap) growSpanList() bool {
	n := max(2*len(h.allspans), 4096)
	p := sysAlloc(uintptr(n)*8, &memstats.gcMiscSys, "span list")
	if p == nil {
		return false
	}
	grown := unsafe.Slice((**mspan)(p), n)
	copy(grown, h.allspans[:h.nspans])
	if h.nspans != 0 {
		sysFree(unsafe.Pointer(unsafe.SliceData(h.allspans)), uintptr(len(h.allspans))*8, &memstats.gcMiscSys)
	}
	h.allspans = grown
	return true
}

// bitmapSize is the logarithm of the number of words of a bitmap for nelems objects.
func bitmapSize(nelems uint16) uintptr {
	return uintptr(sys.Len64(uint64(nelems-1) / 64))
}

// release gives a span without objects back to the heap.
func (h *mheap) releaseLocked(s *mspan) {
	s.state = mSpanDead
	atomic.Store(&s.sweepgen, 0)
	h.spansInUse--
	h.setSpans(s.startAddr, s.npages, nil)
	h.returnPages(s.startAddr, s.npages, false)
	h.inUse -= s.npages * pageSize
	h.pagesInUse.Add(-s.npages)
	// The two bitmaps lie side by side.
	b := (*markBits)(unsafe.Pointer(min(uintptr(unsafe.Pointer(s.gcmarkBits)), uintptr(unsafe.Pointer(s.otherBits)))))
	size := bitmapSize(s.nelems)
	b.next = h.freeBits[size]
	h.freeBits[size] = b
	s.next, s.prev, s.list = h.freeSpan, nil, nil
	h.freeSpan = s
}

func (h *mheap) setSpans(base, npages uintptr, s *mspan) {
	for i := uintptr(0); i < npages; i++ {
		p := base + i*pageSize
		a := arenaIndex(p)
		h.arenas[a>>arenaL2Bits][a&(1<<arenaL2Bits-1)].spans[p/pageSize%pagesPerArena] = s
	}
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

const (
	heapAlign  = chunkBytes
	growDivide = 8 // the heap's address space grows by at least this part
)

// grow gets address space for at least n bytes, behind the last when possible: in proportion to what the heap has, or just
// as much as is needed where there is little.
func (h *mheap) grow(n uintptr) bool {
	need := alignUp(n, heapAlign)
	size := max(need, min(alignUp(h.reserved/growDivide, heapAlign), heapArenaBytes))
	p := reserveHeap(h.hint, size)
	if p == 0 && size > need {
		size = need
		p = reserveHeap(h.hint, size)
	}
	if p == 0 || !sysMap(unsafe.Pointer(p), size, &memstats.heapSys) {
		return false
	}
	// Pages are handed out in address order, so large pages waste at most one; only
	// where the heap begins they would be more than a small program ever touches.
	small := uintptr(0)
	if h.reserved == 0 {
		small = smallPages
		h.smallEnd = p + small
	}
	if size > small {
		sysHugePage(unsafe.Pointer(p+small), size-small)
	}
	h.reserved += size
	h.hint = p + size
	return h.addChunks(p, size)
}

// reserveHeap reserves address space, at hint if it is free there; 0: there is none.
func reserveHeap(hint, size uintptr) uintptr {
	p := uintptr(sysReserve(unsafe.Pointer(hint), size))
	if p == 0 || p == hint || p%heapAlign == 0 {
		return p
	}
	sysFreeOS(unsafe.Pointer(p), size)
	q := uintptr(sysReserve(nil, size+heapAlign))
	if q == 0 {
		return 0
	}
	p = alignUp(q, heapAlign)
	if p > q {
		sysFreeOS(unsafe.Pointer(q), p-q)
	}
	if end := q + size + heapAlign; end > p+size {
		sysFreeOS(unsafe.Pointer(p+size), end-p-size)
	}
	return p
}
