// What can be reached, found out with the world stopped and apart from collections: whose marks are left alone.
package runtime

import (
	"internal/goarch"
	"unsafe"
)

// A tracer notes which objects it has come by. The world is stopped and caches are empty while there is one.
type tracer struct {
	lowest, size uintptr
	seen         uintptr // a bit for each word of the heap
	seenBytes    uintptr
	todo         []uintptr // objects to be read
	n            int
}

// begin says whether there is enough memory.
func (t *tracer) begin() bool {
	t.lowest, t.size = mheap_.lowest, mheap_.highest-mheap_.lowest
	t.seenBytes = alignUp(t.size/goarch.PtrSize/8+8, physPageSize)
	t.seen = uintptr(sysAlloc(t.seenBytes, &memstats.gcMiscSys, "tracer"))
	t.grow()
	return t.seen != 0 && t.todo != nil
}

func (t *tracer) end() {
	if t.seen != 0 {
		sysFree(unsafe.Pointer(t.seen), t.seenBytes, &memstats.gcMiscSys)
	}
	t.freeTodo(t.todo)
}

func (t *tracer) freeTodo(todo []uintptr) {
	if todo != nil {
		sysFree(unsafe.Pointer(unsafe.SliceData(todo)), uintptr(len(todo))*goarch.PtrSize, &memstats.gcMiscSys)
	}
}

// grow doubles the list of objects to be read.
func (t *tracer) grow() {
	n := max(2*len(t.todo), 1<<16)
	p := sysAlloc(uintptr(n)*goarch.PtrSize, &memstats.gcMiscSys, "tracer")
	if p == nil {
		if t.todo != nil {
			throw("tracer: out of memory")
		}
		return
	}
	old := t.todo
	t.todo = unsafe.Slice((*uintptr)(p), n)
	copy(t.todo, old)
	t.freeTodo(old)
}

// bit is where it is noted that an object was seen.
func (t *tracer) bit(base uintptr) (word *uint64, mask uint64) {
	i := (base - t.lowest) / goarch.PtrSize
	return (*uint64)(unsafe.Pointer(t.seen + i/64*8)), 1 << (i % 64)
}

// reached says whether p points to an object that was seen, or is not in the heap.
func (t *tracer) reached(p uintptr) bool {
	s := spanOfHeap(p)
	if s == nil {
		return true
	}
	word, mask := t.bit(s.startAddr + s.objIndex(p)*s.elemsize)
	return *word&mask != 0
}

// pointer sees the object that holds address v, if there is one.
func (t *tracer) pointer(v uintptr) {
	if v-t.lowest >= t.size {
		return
	}
	s := spanOfHeap(v)
	if s == nil {
		return
	}
	i := s.objIndex(v)
	if i >= uintptr(s.nelems) || !s.isAllocated(i) {
		return
	}
	base := s.startAddr + i*s.elemsize
	word, mask := t.bit(base)
	if *word&mask != 0 {
		return
	}
	*word |= mask
	if s.spanclass.noscan() {
		return
	}
	if t.n == len(t.todo) {
		t.grow()
	}
	t.todo[t.n] = base
	t.n++
}

// drain reads objects until there are no more.
func (t *tracer) drain() {
	for t.n > 0 {
		t.n--
		eachPointer(spanOf(t.todo[t.n]), t.todo[t.n], t.word)
	}
}

func (t *tracer) word(at uintptr) { t.pointer(*(*uintptr)(unsafe.Pointer(at))) }

// words sees what [lo, hi) may refer to, read conservatively.
func (t *tracer) words(lo, hi uintptr) {
	for p := alignUp(lo, goarch.PtrSize); p+goarch.PtrSize <= hi; p += goarch.PtrSize {
		t.word(p)
	}
}

// variables sees what global variables refer to.
func (t *tracer) variables() {
	for md := &firstmoduledata; md != nil; md = md.next {
		eachInMask(md.data, md.gcdatamask.bytedata, uintptr(md.gcdatamask.n), t.word)
		eachInMask(md.bss, md.gcbssmask.bytedata, uintptr(md.gcbssmask.n), t.word)
	}
}

// specials sees what hangs on objects, and what is queued to be called.
func (t *tracer) specials() {
	h := &mheap_
	for _, s := range h.allspans[:h.nspans] {
		if s.state != mSpanInUse {
			continue
		}
		for sp := s.specials; sp != nil; sp = sp.next {
			t.pointer(uintptr(sp.fn))
			if sp.kind == specialFinalizer && !s.spanclass.noscan() {
				eachPointer(s, s.startAddr+s.objIndex(s.startAddr+sp.offset)*s.elemsize, t.word)
			}
		}
	}
	for _, q := range [...]*runQueue{&finalizerQueue, &cleanupQueue} {
		for b := q.first; b != nil; b = b.next {
			for i := b.begin; i < b.end; i++ {
				t.pointer(uintptr(b.list[i].fn))
				t.pointer(uintptr(b.list[i].arg))
			}
		}
	}
}

// record sees what a g refers to.
func (t *tracer) record(gp *g) {
	if gp != nil {
		t.words(uintptr(unsafe.Pointer(gp)), uintptr(unsafe.Pointer(gp))+unsafe.Sizeof(g{}))
	}
}

// goroutine sees what a goroutine that does not run, or the one that traces, refers to.
func (t *tracer) goroutine(gp *g) {
	t.record(gp)
	lo, hi := gp.usedStack()
	t.words(lo, hi)
}

// usedStack is the part of the stack that is in use, of a goroutine that does not run, or noted where (callNoted).
func (gp *g) usedStack() (lo, hi uintptr) {
	if gp.stack.hi == 0 {
		return 0, 0
	}
	sp := gp.sched.sp
	if gp.syscallsp != 0 {
		sp = gp.syscallsp
	} else if gp.notedsp != 0 {
		sp = gp.notedsp
	}
	if sp < gp.stack.lo || sp > gp.stack.hi {
		throw("tracer: the stack pointer of a goroutine lies outside its stack")
	}
	return sp, gp.stack.hi
}

// eachInMask calls fn for the addresses of those of n words at p that the mask says are pointers.
func eachInMask(p uintptr, mask *byte, n uintptr, fn func(at uintptr)) {
	for i := uintptr(0); i < n; i++ {
		if *addb(mask, i/8)>>(i%8)&1 != 0 {
			fn(p + i*goarch.PtrSize)
		}
	}
}

// eachPointer calls fn for the addresses of the words of an object that are pointers.
func eachPointer(s *mspan, base uintptr, fn func(at uintptr)) {
	at, size, t := base, s.elemsize, (*_type)(nil)
	switch {
	case s.spanclass.noscan():
		return
	case s.elemsize <= minSizeForMallocHeader && s.spanclass.sizeclass() != 0:
		bits := s.heapBits()
		first := (base - s.startAddr) / goarch.PtrSize
		for i := range s.elemsize / goarch.PtrSize {
			if bits[(first+i)/8]>>((first+i)%8)&1 != 0 {
				fn(base + i*goarch.PtrSize)
			}
		}
		return
	case s.spanclass.sizeclass() == 0:
		t, size = s.largeType, s.limit-base
	default:
		t, at, size = *(**_type)(unsafe.Pointer(base)), base+mallocHeaderSize, size-mallocHeaderSize
	}
	if t == nil || t.PtrBytes == 0 {
		return
	}
	mask := getGCMask(t)
	for end := at + size; at+t.PtrBytes <= end; at += t.Size_ {
		eachInMask(at, mask, t.PtrBytes/goarch.PtrSize, fn)
	}
}

