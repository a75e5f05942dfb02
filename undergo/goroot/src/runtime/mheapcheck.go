// GODEBUG=gccheck=1: after each collection the heap's records are compared with each other. What does not agree ends the program
// with a line that says what. gccheck=2 also looks whether memory that is known to be zero is zero.
//
// It is called with the world stopped, all spans swept and all caches empty.
package runtime

import (
	"internal/runtime/sys"
	"unsafe"
)

// heapIsWrong ends the program.
func heapIsWrong(what string, s *mspan, have, want uintptr) {
	print("runtime: gccheck: ", what, ": ", uint64(have), ", not ", uint64(want))
	if s != nil {
		print(" (span ", hex(s.startAddr), ", ", uint64(s.npages), " pages, ", s.nelems, " objects of ", uint64(s.elemsize), " bytes, class ",
			s.spanclass, ", freeindex ", s.freeindex, ", ", s.allocCount, " in use)")
	}
	print("\n")
	throw("gccheck: the heap's records do not agree")
}

// checkHeap compares.
func checkHeap() {
	if debug.gccheck <= 0 {
		return
	}
	h := &mheap_
	lock(&h.lock)
	pages, live, partial, full := uintptr(0), uintptr(0), uintptr(0), uintptr(0)
	for _, s := range h.allspans[:h.nspans] {
		if s.state != mSpanInUse {
			continue
		}
		h.checkSpan(s)
		pages += s.npages
		live += uintptr(s.allocCount) * s.elemsize
		if s.allocCount < s.nelems {
			partial++
		} else {
			full++
		}
	}
	if pages*pageSize != h.inUse {
		heapIsWrong("bytes of all spans, beside inUse", nil, pages*pageSize, h.inUse)
	}
	if n := h.pagesInUse.Load(); n != pages {
		heapIsWrong("pages of all spans, beside pagesInUse", nil, pages, n)
	}
	if n := gcController.heapLive.Load(); n != live {
		heapIsWrong("bytes of all objects, beside heapLive", nil, live, n)
	}
	h.checkLists(partial, full)
	h.checkPages(pages)
	unlock(&h.lock)
	var counts heapCounts
	counts.read()
	if counts.liveBytes() != uint64(live) {
		heapIsWrong("bytes of all objects, beside what was allocated less what was freed", nil, live, uintptr(counts.liveBytes()))
	}
}

// checkSpan looks at a span by itself.
func (h *mheap) checkSpan(s *mspan) {
	if s.state != mSpanInUse || s.npages == 0 || s.nelems == 0 {
		heapIsWrong("state of a listed span", s, uintptr(s.state), uintptr(mSpanInUse))
	}
	for i := range s.npages {
		if p := s.startAddr + i*pageSize; spanOf(p) != s {
			heapIsWrong("the span that a page of this one belongs to", s, uintptr(unsafe.Pointer(spanOf(p))), uintptr(unsafe.Pointer(s)))
		}
	}
	used := uint16(0)
	for i := range uintptr(s.nelems) {
		if s.isAllocated(i) {
			used++
		}
	}
	if used != s.allocCount {
		heapIsWrong("objects with allocation bits, beside allocCount", s, uintptr(used), uintptr(s.allocCount))
	}
	words := (uintptr(s.nelems) + 63) / 64
	for i := range words {
		if w := *(*uint64)(add(unsafe.Pointer(s.gcmarkBits), i*8)); w != 0 {
			heapIsWrong("objects marked between collections", s, uintptr(sys.OnesCount64(w)), 0)
		}
	}
	if rest := uintptr(s.nelems) % 64; rest != 0 && s.allocBits != nil {
		if w := *(*uint64)(add(unsafe.Pointer(s.allocBits), (words-1)*8)) >> rest; w != 0 {
			heapIsWrong("allocation bits behind the last object", s, uintptr(sys.OnesCount64(w)), 0)
		}
	}
	for sp := s.specials; sp != nil; sp = sp.next {
		if i := s.objIndex(s.startAddr + sp.offset); i >= uintptr(s.nelems) || !s.isAllocated(i) {
			heapIsWrong("kind of a special of a free object", s, uintptr(sp.kind), i)
		}
	}
	if debug.gccheck > 1 && s.needzero == 0 {
		h.checkZero(s)
	}
}

// checkZero looks whether free objects of a span that needs no clearing are clear.
func (h *mheap) checkZero(s *mspan) {
	for i := range uintptr(s.nelems) {
		if s.isAllocated(i) {
			continue
		}
		for p := s.startAddr + i*s.elemsize; p < s.startAddr+(i+1)*s.elemsize; p += 8 {
			if w := *(*uintptr)(unsafe.Pointer(p)); w != 0 {
				heapIsWrong("a word of a free object that should be clear", s, w, 0)
			}
		}
	}
}

// checkLists counts the spans that lists hold, and looks whether each is where it should be.
func (h *mheap) checkLists(partial, full uintptr) {
	for i := range h.central {
		c := &h.central[i].mcentral
		withRoom := c.list(true, true)
		for _, l := range [...]*mSpanList{withRoom, c.list(false, true)} {
			var prev *mspan
			for s := l.first; s != nil; s = s.next {
				if s.list != l || s.prev != prev || s.spanclass != c.spanclass || s.state != mSpanInUse {
					heapIsWrong("class of a span in a list where it does not belong", s, uintptr(s.spanclass), uintptr(c.spanclass))
				}
				if hasRoom := s.allocCount < s.nelems; hasRoom != (l == withRoom) {
					heapIsWrong("objects in use of a span in the other list", s, uintptr(s.allocCount), uintptr(s.nelems))
				}
				if l == withRoom {
					partial--
				} else {
					full--
				}
				prev = s
			}
			if l.last != prev {
				heapIsWrong("the last of a list", l.last, uintptr(unsafe.Pointer(l.last)), uintptr(unsafe.Pointer(prev)))
			}
		}
	}
	if partial != 0 {
		heapIsWrong("spans with room that are in no list", nil, partial, 0)
	}
	if full != 0 {
		heapIsWrong("full spans that are in no list", nil, full, 0)
	}
}

// checkPages compares the page bitmaps with the spans. pages is how many pages all spans have.
func (h *mheap) checkPages(pages uintptr) {
	taken, dirty := uintptr(0), uintptr(0)
	l := &h.arenaList
	for a := range l.n {
		var sum pageRows
		for at := l.rows[a].start; at < l.rows[a].end; at += chunkBytes {
			c := h.chunkOf(at)
			part := c.rows(at)
			sum.join(&part)
			used := c.taken.count(0, chunkPages)
			if used == chunkPages && spanOf(at) == nil {
				continue // it was not taken from the system
			}
			taken += used
			for i := range c.dirty {
				dirty += uintptr(sys.OnesCount64(c.dirty[i] &^ c.taken[i]))
			}
			was := *c
			if c.summarize(); *c != was {
				heapIsWrong("longest free row of a chunk, beside its bits", nil, uintptr(was.row), uintptr(c.row))
			}
			if a/arenaBlock < h.searchBlock && c.row != 0 {
				heapIsWrong("free pages in a chunk before searchBlock", nil, uintptr(c.row), 0)
			}
			for i := range uintptr(chunkPages) {
				used := c.taken[i/64]>>(i%64)&1 != 0
				if s := spanOf(at + i*pageSize); used != (s != nil) {
					heapIsWrong("a page's bit, beside its span", s, uintptr(c.taken[i/64]>>(i%64)&1), 0)
				}
			}
		}
		if sum.row != l.rows[a].row || sum.head != l.rows[a].head || sum.tail != l.rows[a].tail {
			heapIsWrong("longest free row of an arena, beside its chunks", nil, sum.row, l.rows[a].row)
		}
	}
	if taken != pages {
		heapIsWrong("taken pages, beside pages of all spans", nil, taken, pages)
	}
	if dirty != h.freeDirty {
		heapIsWrong("free dirty pages, beside freeDirty", nil, dirty, h.freeDirty)
	}
}
