// Sweeping: what is not marked is free. An object's memory is not touched; it is cleared when it is given out again.
package runtime

import (
	"internal/runtime/sys"
	"unsafe"
)

// sweepAll sweeps every span. Those of low addresses come first in their lists.
func sweepAll() {
	h := &mheap_
	for i := range h.central {
		c := &h.central[i].mcentral
		c.partial, c.full = mSpanList{}, mSpanList{}
	}
	h.sweepgen++
	live := uintptr(0)
	lock(&h.lock)
	kept := uintptr(0)
	for _, s := range h.allspans[:h.nspans] {
		bytes := h.sweep(s)
		if bytes != 0 {
			h.allspans[kept] = s
			kept++
		}
		live += bytes
	}
	h.nspans = kept
	unlock(&h.lock)
	gcController.marked = live
	gcController.heapLive.Store(live)
}

// sweep frees the span's objects that are not marked, or all of it. It returns the bytes of those that
// are. h.lock is held.
func (h *mheap) sweep(s *mspan) (live uintptr) {
	if s.specials != nil {
		sweepSpecials(s)
	}
	words := (uintptr(s.nelems) + 63) / 64
	marked := uint16(0)
	for i := uintptr(0); i < words; i++ {
		marked += uint16(sys.OnesCount64(*(*uint64)(add(unsafe.Pointer(s.gcmarkBits), i*8))))
	}
	if freed := s.allocCount - marked; freed != 0 {
		noteFreed(s, uintptr(freed))
		s.needzero = 1
		if debug.gcpoison > 0 {
			s.poison()
		}
	}
	if marked == 0 {
		h.releaseLocked(s)
		return 0
	}
	s.allocBits, s.gcmarkBits = s.gcmarkBits, s.otherBits
	s.otherBits = s.allocBits
	memclrNoHeapPointers(unsafe.Pointer(s.gcmarkBits), words*8)
	s.freeindex = 0
	s.allocCount = marked
	s.sweepgen = h.sweepgen
	c := &h.central[s.spanclass].mcentral
	s.next, s.prev, s.list = nil, nil, nil
	if marked < s.nelems {
		c.partial.append(s)
	} else {
		c.full.append(s)
	}
	return uintptr(marked) * s.elemsize
}

// poison overwrites the objects that are freed, so that who still uses one finds out (GODEBUG=gcpoison=1).
func (s *mspan) poison() {
	for i := uintptr(0); i < uintptr(s.nelems); i++ {
		if s.gcmarkBits.bit(i) || !s.isAllocated(i) {
			continue
		}
		for p := s.startAddr + i*s.elemsize; p < s.startAddr+(i+1)*s.elemsize; p += 8 {
			*(*uint64)(unsafe.Pointer(p)) = 0xdeadfeed00000bad
		}
	}
}
