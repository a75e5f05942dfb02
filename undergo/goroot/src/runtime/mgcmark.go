// Marking: from the roots to all objects that can be reached.
package runtime

import (
	"internal/goarch"
	"internal/runtime/sys"
	"unsafe"
)

// A marker holds the objects that are marked and not yet read.
type marker struct {
	lowest, size uintptr // the heap lies there
	block        *markBlock
	spare        *markBlock // one that is empty, kept
}

// A markBlock is a part of the marker's stack. Blocks that are full hang below.
type markBlock struct {
	_     sys.NotInHeap
	below *markBlock
	n     uintptr
	bases [4094]uintptr
}

var gcMarker marker

// markAll marks. sp is where the scheduling stack of this thread is in use from.
func markAll(sp uintptr) {
	w := &gcMarker
	w.lowest, w.size = mheap_.lowest, mheap_.highest-mheap_.lowest
	w.globals()
	w.threads(sp)
	w.goroutines()
	w.specials()
	w.finalizers()
	w.drain()
}

func (w *marker) globals() {
	for md := &firstmoduledata; md != nil; md = md.next {
		w.masked(md.data, md.gcdatamask.bytedata, uintptr(md.gcdatamask.n))
		w.masked(md.bss, md.gcbssmask.bytedata, uintptr(md.gcbssmask.n))
	}
}

// threads reads what ms have outside the heap.
func (w *marker) threads(sp uintptr) {
	for mp := allm; mp != nil; mp = mp.alllink {
		w.record(mp.g0)
		w.record(mp.gsignal)
	}
	w.stack(sp, getg().m.g0.sched.sp)
}

func (w *marker) record(gp *g) {
	if gp != nil {
		w.stack(uintptr(unsafe.Pointer(gp)), uintptr(unsafe.Pointer(gp))+unsafe.Sizeof(g{}))
	}
}

func (w *marker) goroutines() {
	for _, gp := range allgs {
		w.record(gp)
		if gp.stack.hi == 0 || readgstatus(gp) == _Gdead {
			continue
		}
		sp := gp.sched.sp
		if gp.syscallsp != 0 {
			sp = gp.syscallsp
		}
		if sp < gp.stack.lo || sp > gp.stack.hi {
			dumpgstatus(gp)
			print("runtime: sp=", hex(sp), " stack=[", hex(gp.stack.lo), ", ", hex(gp.stack.hi), "]\n")
			throw("gc: the stack pointer of a goroutine lies outside its stack")
		}
		w.stack(sp, gp.stack.hi)
		w.drain() // so that the stack of objects stays small
	}
}

// stack reads [lo, hi) conservatively.
func (w *marker) stack(lo, hi uintptr) {
	for p := alignUp(lo, goarch.PtrSize); p+goarch.PtrSize <= hi; p += goarch.PtrSize {
		v := *(*uintptr)(unsafe.Pointer(p))
		if v-w.lowest >= w.size {
			continue
		}
		if s := spanOfHeap(v); s != nil {
			if i := s.objIndex(v); s.isAllocated(i) {
				w.object(s, i)
			}
		}
	}
}

// masked reads those of n words at p that the mask says are pointers.
func (w *marker) masked(p uintptr, mask *byte, n uintptr) {
	for i := uintptr(0); i < n; i += 8 {
		bits := *addb(mask, i/8)
		for at := p + i*goarch.PtrSize; bits != 0; at += goarch.PtrSize {
			if bits&1 != 0 {
				w.pointer(*(*uintptr)(unsafe.Pointer(at)))
			}
			bits >>= 1
		}
	}
}

// pointer marks the object that holds address v, if there is one.
func (w *marker) pointer(v uintptr) {
	if v-w.lowest >= w.size {
		return
	}
	s := spanOfHeap(v)
	if s == nil {
		return
	}
	i := s.objIndex(v)
	if debug.gcpoison > 0 && !s.isAllocated(i) {
		print("runtime: pointer ", hex(v), " to a free object of ", uint64(s.elemsize), " bytes\n")
		throw("gc: a pointer to a free object was found")
	}
	w.object(s, i)
}

// object marks object i of the span.
func (w *marker) object(s *mspan, i uintptr) {
	word := (*uint64)(add(unsafe.Pointer(s.gcmarkBits), i/64*8))
	bit := uint64(1) << (i % 64)
	if *word&bit != 0 {
		return
	}
	*word |= bit
	if !s.spanclass.noscan() {
		w.push(s.startAddr + i*s.elemsize)
	}
}

func (w *marker) push(base uintptr) {
	b := w.block
	if b == nil || b.n == uintptr(len(b.bases)) {
		b = w.grow()
	}
	b.bases[b.n] = base
	b.n++
}

// grow puts an empty block on top.
func (w *marker) grow() *markBlock {
	b := w.spare
	w.spare = nil
	if b == nil {
		b = (*markBlock)(sysAlloc(unsafe.Sizeof(markBlock{}), &memstats.gcMiscSys, "mark stack"))
		if b == nil {
			throw("gc: no memory for the mark stack")
		}
	}
	b.n = 0
	b.below = w.block
	w.block = b
	return b
}

// shrink takes the empty block off the top.
func (w *marker) shrink() {
	b := w.block
	w.block = b.below
	if w.spare != nil {
		sysFree(unsafe.Pointer(b), unsafe.Sizeof(markBlock{}), &memstats.gcMiscSys)
	} else {
		w.spare = b
	}
}

// drain reads objects until all that are marked have been read.
func (w *marker) drain() {
	for w.block != nil {
		b := w.block
		if b.n == 0 {
			w.shrink()
			continue
		}
		b.n--
		w.read(b.bases[b.n])
	}
}

// read marks what the object at base points to.
func (w *marker) read(base uintptr) {
	s := spanOf(base)
	switch {
	case s.elemsize <= minSizeForMallocHeader:
		w.readSmall(s, base)
	case s.nelems == 1 && s.spanclass.sizeclass() == 0:
		if s.largeType != nil {
			w.tiled(base, s.limit-base, s.largeType)
		}
	default:
		if t := *(**_type)(unsafe.Pointer(base)); t != nil {
			w.tiled(base+mallocHeaderSize, s.elemsize-mallocHeaderSize, t)
		}
	}
}

// readSmall is for an object whose pointers stand in the span's bitmap.
func (w *marker) readSmall(s *mspan, base uintptr) {
	words := s.elemsize / goarch.PtrSize
	first := (base - s.startAddr) / goarch.PtrSize
	p := (*[2]uint64)(add(unsafe.Pointer(s.heapBits()), first/64*8))
	shift := first % 64
	bits := p[0] >> shift
	if shift+words > 64 {
		bits |= p[1] << (64 - shift)
	}
	bits &= ^uint64(0) >> (64 - words)
	for bits != 0 {
		i := uintptr(sys.TrailingZeros64(bits))
		bits &= bits - 1
		w.pointer(*(*uintptr)(unsafe.Pointer(base + i*goarch.PtrSize)))
	}
}

// tiled reads size bytes of values of type t.
func (w *marker) tiled(p, size uintptr, t *_type) {
	if t.PtrBytes == 0 {
		return
	}
	mask := getGCMask(t)
	words, step := t.PtrBytes/goarch.PtrSize, t.Size_
	for end := p + size; p+t.PtrBytes <= end; p += step {
		w.masked(p, mask, words)
	}
}
