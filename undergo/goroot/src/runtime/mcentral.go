// The spans of one class that no cache holds: full ones and ones with room, swept ones and those that have to be swept.
package runtime

import (
	"internal/runtime/gc"
	"internal/runtime/sys"
)

type mcentral struct {
	_         sys.NotInHeap
	spanclass spanClass
	lock      mutex

	// Of two lists one has the spans that are swept. When all have to be swept anew they change places: none
	// is on the other one then.
	partial [2]mSpanList // with free objects
	full    [2]mSpanList
}

func (c *mcentral) init(spc spanClass) {
	c.spanclass = spc
}

// list is one of the four lists.
func (c *mcentral) list(room, swept bool) *mSpanList {
	i := mheap_.sweepgen / 2 % 2
	if !swept {
		i ^= 1
	}
	if room {
		return &c.partial[i]
	}
	return &c.full[i]
}

// Full spans that are swept at most in the hope for a free object.
const fullSpansSwept = 32

// cacheSpan gives a span with room to a cache; nil when memory is out.
func (c *mcentral) cacheSpan() *mspan {
	sweepInProportion()
	lock(&c.lock)
	swept := c.list(true, true)
	if s := swept.first; s != nil {
		swept.remove(s)
		unlock(&c.lock)
		return s
	}
	if gcSweep.left.Load() != 0 {
		for tries := 0; tries < fullSpansSwept; tries++ {
			s := c.takeUnswept()
			if s == nil {
				break
			}
			unlock(&c.lock)
			s.sweep(true)
			if s.allocCount < s.nelems {
				return s
			}
			lock(&c.lock)
			c.list(false, true).append(s)
		}
	}
	unlock(&c.lock)
	return c.grow()
}

// takeUnswept takes a span that has to be swept off its list, for the caller to sweep. The lock is held.
func (c *mcentral) takeUnswept() *mspan {
	for _, l := range [2]*mSpanList{c.list(true, false), c.list(false, false)} {
		for s := l.first; s != nil; s = s.next {
			if s.claimSweep() {
				l.remove(s)
				return s
			}
		}
	}
	return nil
}

// uncacheSpan takes a span back from a cache. It is swept.
func (c *mcentral) uncacheSpan(s *mspan) {
	lock(&c.lock)
	c.list(s.allocCount < s.nelems, true).insert(s)
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
	s.divMul = gc.SizeClassToDivMagic[class]
	s.limit = s.startAddr + uintptr(s.nelems)*s.elemsize // from now on addresses in it count
	return s
}
