// GODEBUG=gcaudit=1: is every pointer that is overwritten handed over to the write barrier?
//
// At the end of a collection all pointers in objects and variables are noted with their places, and the barrier is switched on for
// the program, though nothing is marked before the next collection. That one looks at the noted places of objects that are still alive: where another
// pointer stands now, what stood there must have been handed over meanwhile, else a store has no barrier, and the program ends. Collections
// can be made frequent by gcstress. What is allocated later does not count: an object's first values overwrite nothing.
package runtime

import (
	"internal/goarch"
	"internal/runtime/sys"
	"unsafe"
)

// An auditBlock holds noted places.
type auditBlock struct {
	_      sys.NotInHeap
	next   *auditBlock
	n      uintptr
	places [1020]auditPlace
}

// An auditPlace is a word and what it held.
type auditPlace struct {
	at, value uintptr
}

var gcAudit struct {
	lock  mutex
	began bool
	noted *auditBlock // the last one is the first
	free  *auditBlock

	// The set of values that were handed over: a table with room for a power of two, at most half full. 0: free.
	shaded *[1 << 40]uintptr
	room   uintptr
	used   uintptr
}

// auditBegin notes all places. The world is stopped, and swept.
func auditBegin() {
	a := &gcAudit
	for md := &firstmoduledata; md != nil; md = md.next {
		auditMasked(md.data, md.gcdatamask.bytedata, uintptr(md.gcdatamask.n))
		auditMasked(md.bss, md.gcbssmask.bytedata, uintptr(md.gcbssmask.n))
	}
	for _, s := range mheap_.allspans[:mheap_.nspans] {
		if s.state != mSpanInUse || s.spanclass.noscan() {
			continue
		}
		for i := uintptr(0); i < uintptr(s.nelems); i++ {
			if s.isAllocated(i) {
				auditObject(s, s.startAddr+i*s.elemsize)
			}
		}
	}
	if a.shaded != nil {
		memclrNoHeapPointers(unsafe.Pointer(a.shaded), a.room*goarch.PtrSize)
	}
	a.used = 0
	a.began = true
	writeBarrier.enabled = true
}

// auditEnd compares. The world is stopped, and what is alive is marked.
func auditEnd() {
	a := &gcAudit
	if !a.began {
		return
	}
	wbBufFlushAll()
	writeBarrier.enabled = false
	a.began = false
	for b := a.noted; b != nil; b = a.noted {
		for i := range b.places[:b.n] {
			auditCompare(&b.places[i])
		}
		a.noted = b.next
		b.next, a.free = a.free, b
	}
}

// auditCompare ends the program if a pointer was overwritten and not handed over.
func auditCompare(p *auditPlace) {
	now := *(*uintptr)(unsafe.Pointer(p.at))
	if now == p.value || auditKnows(p.value) {
		return
	}
	s := spanOfHeap(p.at)
	if s != nil && !s.gcmarkBits.bit(s.objIndex(p.at)) {
		return
	}
	print("runtime: a pointer was overwritten without a write barrier: ", hex(p.value), ", now ", hex(now), ", at ", hex(p.at), ", ")
	if s == nil {
		print("a variable\n")
	} else {
		i := s.objIndex(p.at)
		base := s.startAddr + i*s.elemsize
		print("offset ", uint64(p.at-base), " of an object of ", uint64(s.elemsize), " bytes")
		if t := auditType(s, base); t != nil {
			print(" that begins at ", hex(base), " and holds values of type ", toRType(t).string(), " (", uint64(t.Size_), " bytes)")
		}
		print("\n")
		gcAuditDump(base, s.elemsize)
	}
	throw("gc: a store has no write barrier")
}

// gcAuditDump shows the first words of an object.
func gcAuditDump(base, size uintptr) {
	for off := uintptr(0); off < min(size, 128); off += goarch.PtrSize {
		v := *(*uintptr)(unsafe.Pointer(base + off))
		print("\t+", uint64(off), ": ", hex(v))
		if f := findfunc(v); f.valid() {
			print(" ", funcname(f))
		}
		print("\n")
	}
}

// auditType is the type that the allocator has noted for an object, if it has.
func auditType(s *mspan, base uintptr) *_type {
	switch {
	case s.elemsize <= minSizeForMallocHeader:
		return nil
	case s.nelems == 1 && s.spanclass.sizeclass() == 0:
		return s.largeType
	}
	return *(**_type)(unsafe.Pointer(base))
}

// auditShade takes what was handed over. It runs where wbBufFlush does.
func auditShade(old uintptr) {
	if old == 0 {
		return
	}
	a := &gcAudit
	lock(&a.lock)
	if 2*a.used >= a.room {
		auditGrow()
	}
	if auditAdd(a.shaded, a.room, old) {
		a.used++
	}
	unlock(&a.lock)
}

func auditKnows(old uintptr) bool {
	a := &gcAudit
	if a.room == 0 {
		return false
	}
	for i := auditHash(old) & (a.room - 1); ; i = (i + 1) & (a.room - 1) {
		switch a.shaded[i] {
		case old:
			return true
		case 0:
			return false
		}
	}
}

func auditHash(v uintptr) uintptr { return v * 0x9e3779b97f4a7c15 >> 20 }

func auditAdd(table *[1 << 40]uintptr, room, v uintptr) bool {
	for i := auditHash(v) & (room - 1); ; i = (i + 1) & (room - 1) {
		switch table[i] {
		case v:
			return false
		case 0:
			table[i] = v
			return true
		}
	}
}

// auditGrow makes room for more values.
func auditGrow() {
	a := &gcAudit
	room := max(2*a.room, 1<<16)
	table := (*[1 << 40]uintptr)(sysAlloc(room*goarch.PtrSize, &memstats.gcMiscSys, "barrier audit"))
	if table == nil {
		throw("gc: no memory for the audit of the write barrier")
	}
	for i := uintptr(0); i < a.room; i++ {
		if v := a.shaded[i]; v != 0 {
			auditAdd(table, room, v)
		}
	}
	if a.shaded != nil {
		sysFree(unsafe.Pointer(a.shaded), a.room*goarch.PtrSize, &memstats.gcMiscSys)
	}
	a.shaded, a.room = table, room
}

// auditNote notes a place, if it refers to an object.
func auditNote(at uintptr) {
	v := *(*uintptr)(unsafe.Pointer(at))
	s := spanOfHeap(v)
	if s == nil || !s.isAllocated(s.objIndex(v)) {
		return
	}
	a := &gcAudit
	b := a.noted
	if b == nil || b.n == uintptr(len(b.places)) {
		b = a.free
		if b != nil {
			a.free = b.next
		} else {
			b = (*auditBlock)(sysAlloc(unsafe.Sizeof(auditBlock{}), &memstats.gcMiscSys, "barrier audit"))
			if b == nil {
				throw("gc: no memory for the audit of the write barrier")
			}
		}
		b.next, b.n = a.noted, 0
		a.noted = b
	}
	b.places[b.n] = auditPlace{at, v}
	b.n++
}

// auditMasked notes those of n words at p that the mask says are pointers.
func auditMasked(p uintptr, mask *byte, n uintptr) {
	for i := uintptr(0); i < n; i++ {
		if *addb(mask, i/8)>>(i%8)&1 != 0 {
			auditNote(p + i*goarch.PtrSize)
		}
	}
}

// auditObject notes the pointers of an object.
func auditObject(s *mspan, base uintptr) {
	if s.hasInlineBitmap() {
		auditBits(s, base)
		return
	}
	t := auditType(s, base)
	p, end := base, s.limit
	if s.spanclass.sizeclass() != 0 {
		p, end = base+mallocHeaderSize, base+s.elemsize
	}
	if t == nil || t.PtrBytes == 0 {
		return
	}
	for mask := getGCMask(t); p+t.PtrBytes <= end; p += t.Size_ {
		auditMasked(p, mask, t.PtrBytes/goarch.PtrSize)
	}
}

// auditBits is for an object whose pointers stand in the span's bitmap.
func auditBits(s *mspan, base uintptr) {
	bits := s.heapBits()
	for at := base; at < base+s.elemsize; at += goarch.PtrSize {
		w := (at - s.startAddr) / goarch.PtrSize
		if bits[w/8]>>(w%8)&1 != 0 {
			auditNote(at)
		}
	}
}
