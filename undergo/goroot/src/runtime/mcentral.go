// The spans of one class that no cache holds: full ones and ones with room.
package runtime

import (
	"internal/runtime/gc"
	"internal/runtime/sys"
)

type mcentral struct {
	_         sys.NotInHeap
	spanclass spanClass
	lock      mutex
	partial   mSpanList // with free objects
	full      mSpanList
}

func (c *mcentral) init(spc spanClass) {
	c.spanclass = spc
}

// cacheSpan gives a span with room to a cache; nil when memory is out.
func (c *mcentral) cacheSpan() *mspan {
	lock(&c.lock)
	s := c.partial.first
	if s != nil {
		c.partial.remove(s)
		unlock(&c.lock)
		return s
	}
	unlock(&c.lock)
	return c.grow()
}

// uncacheSpan takes a span back from a cache.
func (c *mcentral) uncacheSpan(s *mspan) {
	lock(&c.lock)
	if s.allocCount < s.nelems {
		c.partial.insert(s)
	} else {
		c.full.insert(s)
	}
	unlock(&c.lock)
}

func (c *mcentral) grow() *mspan {
	class := c.spanclass.sizeclass()
	npages, size := uintptr(gc.SizeClassToNPages[class]), uintptr(gc.SizeClassToSize[class])
	room := npages << pageShift
	if !c.spanclass.noscan() && size <= minSizeForMallocHeader {
		room -= bitmapBytes(npages)
	}
	s := mheap_.alloc(npages, c.spanclass, uint16(room/size))
	if s == nil {
		return nil
	}
	s.limit = s.startAddr + uintptr(s.nelems)*s.elemsize
	s.divMul = gc.SizeClassToDivMagic[class]
	s.freeindex = 0
	s.allocCount = 0
	s.allocBits = nil
	return s
}
