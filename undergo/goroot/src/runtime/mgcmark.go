// Marking: from the roots to all objects that can be reached.
package runtime

import (
	"internal/goarch"
	"internal/runtime/atomic"
	"internal/runtime/sys"
	"unsafe"
)

// A marker holds the objects that one thread has marked and not yet read. While several mark, an object belongs to
// who has set its bit.
type marker struct {
	lowest, size uintptr    // the heap lies there
	block        *markBlock // never nil while marking
	shared       bool       // others mark too
	_            [64]byte
}

// A markBlock is a stack of objects.
type markBlock struct {
	_     sys.NotInHeap
	next  *markBlock
	n     uintptr
	bases [1022]uintptr
}

// Objects that a block must hold before half of it is given to who has none.
const shareAtLeast = 16

// gcMarking is what the threads that mark share.
var gcMarking struct {
	lock    mutex
	full    *markBlock // blocks with objects that anybody may take
	empty   *markBlock
	markers [maxMarkers]marker

	waiting atomic.Uint32 // threads that have found nothing; with all of them marking is over
	active  uint32        // threads that mark
	offered atomic.Uint32 // full is not nil

	helpers int32 // threads that were started
	ready   [maxMarkers]note
	done    [maxMarkers]note
}

const (
	maxMarkers = 8
	// With less to mark, waking others takes longer than it saves.
	parallelLive = 2 << 20
)

// markAll marks.
func markAll() {
	m := &gcMarking
	helpers := int32(0)
	if gcController.heapLive.Load() >= parallelLive {
		helpers = min(gomaxprocs-1, m.helpers)
	}
	m.waiting.Store(0)
	m.active = uint32(helpers) + 1
	for i := int32(1); i <= helpers; i++ {
		notewakeup(&m.ready[i])
	}
	w := &m.markers[0]
	w.begin(helpers > 0)
	w.globals()
	w.threads()
	w.specials()
	w.finalizers()
	w.goroutines()
	w.finish()
	for i := int32(1); i <= helpers; i++ {
		notesleep(&m.done[i])
		noteclear(&m.done[i])
	}
}

// startHelpers starts the threads that help with marking, once there is enough to mark. The world runs.
func startHelpers() {
	if gcController.marked < parallelLive {
		return
	}
	m := &gcMarking
	lock(&m.lock)
	missing := min(gomaxprocs, ncpu, maxMarkers) - 1 - m.helpers
	m.helpers += max(missing, 0)
	unlock(&m.lock)
	for ; missing > 0; missing-- {
		systemstack(func() { newm(markHelper, nil, -1) })
	}
}

var markHelperCount atomic.Int32

// markHelper is the life of a thread that helps with marking. It has no p and never runs Go code of the program.
func markHelper() {
	lock(&sched.lock)
	sched.nmsys++ // this thread says nothing about the program being alive
	checkdead()
	unlock(&sched.lock)
	i := markHelperCount.Add(1)
	for {
		notesleep(&gcMarking.ready[i])
		noteclear(&gcMarking.ready[i])
		w := &gcMarking.markers[i]
		w.begin(true)
		w.finish()
		notewakeup(&gcMarking.done[i])
	}
}

func (w *marker) begin(shared bool) {
	w.lowest, w.size = mheap_.lowest, mheap_.highest-mheap_.lowest
	w.shared = shared
	w.block = newMarkBlock()
}

// finish reads objects until nobody has one.
func (w *marker) finish() {
	for {
		w.drain()
		if !w.shared || !w.takeShared() {
			break
		}
	}
	m := &gcMarking
	lock(&m.lock)
	w.dropBlock()
	unlock(&m.lock)
}

// dropBlock gives the marker's empty block back. gcMarking.lock is held.
func (w *marker) dropBlock() {
	w.block.next = gcMarking.empty
	gcMarking.empty = w.block
	w.block = nil
}

// takeShared waits for a block of objects, and says no when marking is over.
func (w *marker) takeShared() bool {
	m := &gcMarking
	m.waiting.Add(1)
	for spins := 0; ; spins++ {
		if m.offered.Load() != 0 && w.takeFull(true) {
			return true
		}
		if m.waiting.Load() == m.active {
			return false
		}
		if spins < 100 {
			procyield(30)
		} else {
			osyield()
		}
	}
}

// offer gives the older half of the block to the others.
func (w *marker) offer() {
	b := newMarkBlock()
	half := w.block.n / 2
	copy(b.bases[:half], w.block.bases[:half])
	copy(w.block.bases[:], w.block.bases[half:w.block.n])
	w.block.n -= half
	b.n = half
	giveMarkBlock(b)
}

func giveMarkBlock(b *markBlock) {
	m := &gcMarking
	lock(&m.lock)
	b.next = m.full
	m.full = b
	m.offered.Store(1)
	unlock(&m.lock)
}

// newMarkBlock gives an empty block.
func newMarkBlock() *markBlock {
	m := &gcMarking
	lock(&m.lock)
	b := m.empty
	if b != nil {
		m.empty = b.next
	}
	unlock(&m.lock)
	if b == nil {
		b = (*markBlock)(sysAlloc(unsafe.Sizeof(markBlock{}), &memstats.gcMiscSys, "mark stack"))
		if b == nil {
			throw("gc: no memory for the mark stack")
		}
	}
	b.next, b.n = nil, 0
	return b
}

func (w *marker) globals() {
	for md := &firstmoduledata; md != nil; md = md.next {
		w.masked(md.data, md.gcdatamask.bytedata, uintptr(md.gcdatamask.n))
		w.masked(md.bss, md.gcbssmask.bytedata, uintptr(md.gcbssmask.n))
	}
}

// threads reads what ms have outside the heap.
func (w *marker) threads() {
	for mp := allm; mp != nil; mp = mp.alllink {
		w.record(mp.g0)
		w.record(mp.gsignal)
	}
}

// record reads a g, conservatively; what was noted of registers only while it counts.
func (w *marker) record(gp *g) {
	if gp == nil {
		return
	}
	size := unsafe.Sizeof(g{})
	if gp.syscallsp == 0 && gp.notedsp == 0 {
		size = unsafe.Offsetof(g{}.noted)
	}
	w.stack(uintptr(unsafe.Pointer(gp)), uintptr(unsafe.Pointer(gp))+size)
}

func (w *marker) goroutines() {
	for _, gp := range allgs {
		if readgstatus(gp) == _Gdead {
			continue // what its registers held last does not count
		}
		w.goroutine(gp)
		w.drain() // so that there are not many objects to keep
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
	if !w.shared {
		*word |= bit
	} else if atomic.Or64(word, bit)&bit != 0 {
		return
	}
	if !s.spanclass.noscan() {
		w.push(s.startAddr + i*s.elemsize)
	}
}

func (w *marker) push(base uintptr) {
	b := w.block
	if b.n == uintptr(len(b.bases)) {
		giveMarkBlock(b) // for ourselves, if nobody else takes it
		b = newMarkBlock()
		w.block = b
	}
	b.bases[b.n] = base
	b.n++
}

// drain reads objects until the marker has none. Objects are asked for some time before they are read.
func (w *marker) drain() {
	const ahead = 8
	var coming [ahead]uintptr
	at, left := uintptr(0), uintptr(0) // the oldest, how many
	for {
		for left < ahead {
			b := w.block
			if b.n == 0 {
				if left != 0 || w.shared || !w.takeFull(false) {
					break
				}
				continue
			}
			b.n--
			base := b.bases[b.n]
			sys.Prefetch(base)
			coming[(at+left)%ahead] = base
			left++
		}
		if left == 0 {
			return
		}
		base := coming[at%ahead]
		at, left = at+1, left-1
		w.read(base)
		if w.shared && w.block.n >= shareAtLeast && gcMarking.waiting.Load() != 0 && gcMarking.offered.Load() == 0 {
			w.offer()
		}
	}
}

// takeFull takes a block that was given away in place of the empty one. waiting: the marker is counted as waiting, and no longer if it
// gets one.
func (w *marker) takeFull(waiting bool) bool {
	m := &gcMarking
	lock(&m.lock)
	b := m.full
	if b != nil {
		m.full = b.next
		if m.full == nil {
			m.offered.Store(0)
		}
		w.dropBlock()
		w.block = b
		if waiting {
			m.waiting.Add(-1)
		}
	}
	unlock(&m.lock)
	return b != nil
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
