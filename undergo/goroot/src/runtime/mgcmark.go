// Marking: from the roots to all objects that can be reached.
//
// White is an object without mark bit, grey one whose bit is set and that some marker or gcMarking.full has, black one
// that has been read. Objects without pointers are black at once.
package runtime

import (
	"internal/goarch"
	"internal/runtime/atomic"
	"internal/runtime/sys"
	"unsafe"
)

// A marker holds the objects that one thread has marked and not yet read. An object belongs to who has set its bit.
// A marker is in use only while its thread cannot be stopped; after that it holds no objects.
type marker struct {
	lowest, size uintptr      // the heap lies there
	block        markBlockPtr // never 0 while in use
	bytes        uintptr      // of objects marked
	work         uintptr      // bytes read
	checkAt      uintptr      // with so much work done it is time to look whether to stop
	mode         markMode
	alone        bool // nobody else marks, nor shades
	waits        bool // for objects, rather than stop, when there are none: others may bring some up

	until    int64   // markBudget, markFractional: when to stop
	workGoal uintptr // markAssist: how much to do
	_        [64]byte
}

// A markMode tells for how long a marker works.
type markMode uint8

const (
	markToEnd      markMode = iota // the world is stopped: until nothing is left
	markBudget                     // for some time
	markDedicated                  // until the world is to be stopped
	markFractional                 // for some time, or until the goroutine shall give way
	markIdle                       // until there is something else to do
	markAssist                     // so much, or until the goroutine shall give way
)

// A markBlock is a stack of objects, or of places in large ones. Blocks are linked by numbers: the
// barrier, which takes gcMarking.lock, must not be called for them.
type markBlock struct {
	_     sys.NotInHeap
	next  markBlockPtr
	n     uintptr
	bases [1022]uintptr
}

type markBlockPtr uintptr

func (b markBlockPtr) ptr() *markBlock { return (*markBlock)(unsafe.Pointer(b)) }

const (
	// Objects that a block must hold before half of it is given to who has none.
	shareAtLeast = 16
	// After so many bytes a marker looks whether it shall stop, or share.
	checkEvery = 16 << 10
	// Large objects are read in pieces.
	largePiece = 128 << 10
	// Variables are read in pieces.
	dataPiece = 256 << 10
)

// gcMarking is what the threads that mark share.
var gcMarking struct {
	on      bool // marking is under way
	lock    mutex
	full    markBlockPtr // blocks with objects that anybody may take
	empty   markBlockPtr
	offered atomic.Uint32 // full is not 0

	bytes   atomic.Uintptr // of objects marked, or allocated since the first stop
	work    atomic.Uintptr // bytes read
	running atomic.Int32   // markers that may still bring up objects, but for those of barriers and of stacks about to run

	// g.gcScan of who has been read in this cycle; of who is just being read it is less by one.
	scanned uint32

	// Roots are numbered: pieces of variables, batches of spans, queues, stacks. Who takes the next number reads it.
	nextRoot atomic.Uintptr
	roots    uintptr
	spans    uintptr // the first number after variables
	queues   uintptr
	stacks   uintptr
	gs       **g // allgs in the first stop

	// For marking in a stop, with a thread for each processor.
	markers [maxMarkers]marker
	waiting atomic.Uint32 // threads that have found nothing; with all of them marking is over
	active  uint32        // threads that mark
	helpers int32         // threads that were started
	ready   [maxMarkers]note
	done    [maxMarkers]note
}

const (
	maxMarkers = 8
	// With less to mark, waking others takes longer than it saves.
	parallelLive = 2 << 20
	// With less to mark, and if it takes no longer, all is done in the first stop.
	smallLive  = 1 << 20
	smallPause = 100_000
	// As long the second stop marks, before the world goes on again.
	finishPause = 50_000
)

// beginMarking is what the first stop does. true: everything is marked.
func beginMarking() bool {
	m := &gcMarking
	m.bytes.Store(0)
	m.work.Store(0)
	m.scanned += 2
	countRoots()
	gcController.beginCycle()
	m.on = true
	writeBarrier.enabled = debug.gcstoptheworld == 0
	if debug.gcstoptheworld > 0 {
		markInStop()
		return true
	}
	w := &getg().m.p.ptr().marker
	w.begin(markBudget)
	w.threads()
	w.goroutine(getg().m.curg)
	over := false
	if debug.gcstress == 0 && gcController.marked < smallLive {
		w.until = nanotime() + smallPause
		over = w.drain()
	}
	w.end()
	return over
}

// finishMarking is what the second stop does before anything else. false: there is too much left.
func finishMarking() bool {
	wbBufFlushAll()
	w := &getg().m.p.ptr().marker
	w.begin(markBudget)
	w.until = nanotime() + finishPause
	over := w.drain()
	w.end()
	return over
}

// markInStop marks all while the world is stopped.
func markInStop() {
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
	w.begin(markToEnd)
	w.alone, w.waits = helpers == 0, helpers > 0
	w.threads()
	w.drain()
	w.end()
	for i := int32(1); i <= helpers; i++ {
		notesleep(&m.done[i])
		noteclear(&m.done[i])
	}
}

// startHelpers starts the threads that help with marking in a stop, once there is enough to mark. The world runs.
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
		w.begin(markToEnd)
		w.waits = true
		w.drain()
		w.end()
		notewakeup(&gcMarking.done[i])
	}
}

func (w *marker) begin(mode markMode) {
	w.lowest, w.size = mheap_.lowest, mheap_.highest-mheap_.lowest
	w.bytes, w.work, w.checkAt = 0, 0, checkEvery
	w.mode, w.alone, w.waits = mode, false, false
	if w.block == 0 {
		w.block = newMarkBlock()
	}
}

// end gives what the marker has to everybody.
func (w *marker) end() {
	w.giveAll()
	m := &gcMarking
	m.bytes.Add(w.bytes)
	m.work.Add(w.work)
	w.bytes, w.work = 0, 0
}

// giveAll empties the marker's block.
func (w *marker) giveAll() {
	b := w.block.ptr()
	if b.n == 0 {
		return
	}
	m := &gcMarking
	lock(&m.lock)
	if top := m.full; top != 0 && top.ptr().n+b.n <= uintptr(len(b.bases)) {
		t := top.ptr()
		copy(t.bases[t.n:], b.bases[:b.n])
		t.n += b.n
		b.n = 0
	} else {
		b.next = m.full
		m.full = w.block
		w.block = 0
		m.offered.Store(1)
	}
	unlock(&m.lock)
	if w.block == 0 {
		w.block = newMarkBlock()
	}
}

// takeShared waits for objects, and says no when marking is over.
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
	p := newMarkBlock()
	b, own := p.ptr(), w.block.ptr()
	half := own.n / 2
	copy(b.bases[:half], own.bases[:half])
	copy(own.bases[:], own.bases[half:own.n])
	own.n -= half
	b.n = half
	giveMarkBlock(p)
}

func giveMarkBlock(b markBlockPtr) {
	m := &gcMarking
	lock(&m.lock)
	b.ptr().next = m.full
	m.full = b
	m.offered.Store(1)
	unlock(&m.lock)
}

// newMarkBlock gives an empty block.
func newMarkBlock() markBlockPtr {
	m := &gcMarking
	lock(&m.lock)
	b := m.empty
	if b != 0 {
		m.empty = b.ptr().next
	}
	unlock(&m.lock)
	if b == 0 {
		b = markBlockPtr(sysAlloc(unsafe.Sizeof(markBlock{}), &memstats.gcMiscSys, "mark stack"))
		if b == 0 {
			throw("gc: no memory for the mark stack")
		}
	}
	b.ptr().next, b.ptr().n = 0, 0
	return b
}

// takeFull takes a block that was given away in place of the empty one. waiting: the marker is counted as waiting, and no longer if it
// gets one.
func (w *marker) takeFull(waiting bool) bool {
	m := &gcMarking
	lock(&m.lock)
	b := m.full
	if b != 0 {
		m.full = b.ptr().next
		if m.full == 0 {
			m.offered.Store(0)
		}
		w.block.ptr().next = m.empty
		m.empty = w.block
		w.block = b
		if waiting {
			m.waiting.Add(-1)
		}
	}
	unlock(&m.lock)
	return b != 0
}

// Roots.

// countRoots numbers the roots. The world is stopped.
func countRoots() {
	m := &gcMarking
	n := uintptr(0)
	for md := &firstmoduledata; md != nil; md = md.next {
		n += pieces(uintptr(md.gcdatamask.n)) + pieces(uintptr(md.gcbssmask.n))
	}
	m.spans = n
	n += divRoundUp(mheap_.nspans, specialsBatch)
	m.queues = n
	n++
	m.stacks = n
	m.gs = unsafe.SliceData(allgs)
	m.roots = n + uintptr(len(allgs))
	m.nextRoot.Store(0)
}

// pieces is into how many pieces n words of variables are divided.
func pieces(n uintptr) uintptr { return divRoundUp(n*goarch.PtrSize, dataPiece) }

// rootsLeft: not every root has been taken.
func rootsLeft() bool { return gcMarking.nextRoot.Load() < gcMarking.roots }

// root reads the next root; false: there is none.
func (w *marker) root() bool {
	m := &gcMarking
	if !rootsLeft() {
		return false
	}
	i := m.nextRoot.Add(1) - 1
	switch {
	case i >= m.roots:
		return false
	case i >= m.stacks:
		w.goroutine(*(**g)(add(unsafe.Pointer(m.gs), (i-m.stacks)*goarch.PtrSize)))
	case i == m.queues:
		w.finalizers()
	case i >= m.spans:
		w.specials((i - m.spans) * specialsBatch)
	default:
		w.variables(i)
	}
	return true
}

// variables reads piece i of all variables.
func (w *marker) variables(i uintptr) {
	for md := &firstmoduledata; md != nil; md = md.next {
		for _, part := range [2]struct {
			at   uintptr
			mask bitvector
		}{{md.data, md.gcdatamask}, {md.bss, md.gcbssmask}} {
			words := uintptr(part.mask.n)
			if n := pieces(words); i >= n {
				i -= n
				continue
			}
			const pieceWords = dataPiece / goarch.PtrSize
			first := i * pieceWords
			n := min(words-first, pieceWords)
			w.masked(part.at+first*goarch.PtrSize, addb(part.mask.bytedata, first/8), n)
			w.work += n * goarch.PtrSize
			return
		}
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

// goroutine reads the record and the stack of a goroutine, unless somebody has done so or is about to. It has not run since the first stop.
func (w *marker) goroutine(gp *g) {
	scanned := gcMarking.scanned
	seen := gp.gcScan.Load()
	if seen == scanned || seen == scanned-1 || !gp.gcScan.CompareAndSwap(seen, scanned-1) {
		return
	}
	// From here on it does not run, nor is it made anew, until we say that it has been read.
	if status := readgstatus(gp); status != _Gdead && status != _Gidle { // what the registers of a dead one held last does not count
		w.goroutineStack(gp)
	}
	gp.gcScan.Store(scanned)
}

// gcScanNow reads a goroutine that is about to run, while marking is under way. It runs on a scheduling stack of a thread with a p.
func gcScanNow(gp *g) {
	w := &getg().m.p.ptr().marker
	w.begin(markAssist)
	for gp.gcScan.Load() != gcMarking.scanned {
		w.goroutine(gp)
		procyield(10) // if somebody else reads it
	}
	w.end()
}

// gcCountScanned counts a goroutine that is made now as one that has been read.
func gcCountScanned(gp *g) {
	for {
		seen := gp.gcScan.Load()
		if seen == gcMarking.scanned {
			return
		}
		if seen == gcMarking.scanned-1 {
			procyield(10)
			continue
		}
		if gp.gcScan.CompareAndSwap(seen, gcMarking.scanned) {
			return
		}
	}
}

// gcShadeTop shades what a goroutine that a signal has stopped may hold in registers, which asyncPreempt has saved, or in its topmost
// frame: a pointer that it has overwritten and not yet handed over.
func gcShadeTop(gp *g) {
	bp := gp.sched.bp // of asyncPreempt2
	for i := 0; i < 2 && bp != 0; i++ {
		if bp < gp.sched.sp || bp > gp.stack.hi-16 {
			bp = 0
			break
		}
		bp = *(*uintptr)(unsafe.Pointer(bp))
	}
	end := gp.stack.hi
	if bp >= gp.sched.sp && bp <= gp.stack.hi-16 {
		end = bp + 16
	}
	w := &getg().m.p.ptr().marker
	w.begin(markAssist)
	w.stack(gp.sched.sp, end)
	w.end()
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
				w.pointer(atomic.Loaduintptr((*uintptr)(unsafe.Pointer(at))))
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
	if w.alone {
		*word |= bit
	} else if atomic.Or64(word, bit)&bit != 0 {
		return
	}
	w.bytes += s.elemsize
	if !s.spanclass.noscan() {
		w.push(s.startAddr + i*s.elemsize)
	}
}

func (w *marker) push(base uintptr) {
	b := w.block.ptr()
	if b.n == uintptr(len(b.bases)) {
		giveMarkBlock(w.block) // for ourselves, if nobody else takes it
		w.block = newMarkBlock()
		b = w.block.ptr()
	}
	b.bases[b.n] = base
	b.n++
}

// shade marks the object that old, any word, is an address in, if there is one. It may be called on any stack, and in the midst of anything but
// this file's critical sections.
func shade(old uintptr) {
	if debug.gcaudit > 0 {
		auditShade(old)
	}
	if !gcMarking.on {
		return
	}
	s := spanOfHeap(old)
	if s == nil {
		return
	}
	i := s.objIndex(old)
	if !s.isAllocated(i) {
		return
	}
	word := (*uint64)(add(unsafe.Pointer(s.gcmarkBits), i/64*8))
	bit := uint64(1) << (i % 64)
	if *word&bit != 0 || atomic.Or64(word, bit)&bit != 0 {
		return
	}
	m := &gcMarking
	m.bytes.Add(s.elemsize)
	if s.spanclass.noscan() {
		return
	}
	lock(&m.lock)
	top := m.full
	if top == 0 || top.ptr().n == uintptr(len(top.ptr().bases)) {
		if top = m.empty; top != 0 {
			m.empty = top.ptr().next
		} else if top = markBlockPtr(sysAlloc(unsafe.Sizeof(markBlock{}), &memstats.gcMiscSys, "mark stack")); top == 0 {
			throw("gc: no memory for the mark stack")
		}
		top.ptr().next, top.ptr().n = m.full, 0
		m.full = top
		m.offered.Store(1)
	}
	b := top.ptr()
	b.bases[b.n] = s.startAddr + i*s.elemsize
	b.n++
	unlock(&m.lock)
}

// markRun marks n objects of a span from number i on that a cache takes.
func (s *mspan) markRun(i, n uintptr) {
	gcMarking.bytes.Add(n * s.elemsize)
	for n > 0 {
		mask, step := rangeMask(i, n)
		atomic.Or64((*uint64)(add(unsafe.Pointer(s.gcmarkBits), i/64*8)), mask)
		i, n = i+step, n-step
	}
}

// unmarkRun undoes markRun for what was not given out.
func (s *mspan) unmarkRun(i, n uintptr) {
	gcMarking.bytes.Add(-(n * s.elemsize))
	for n > 0 {
		mask, step := rangeMask(i, n)
		atomic.And64((*uint64)(add(unsafe.Pointer(s.gcmarkBits), i/64*8)), ^mask)
		i, n = i+step, n-step
	}
}

// drain reads objects and roots until there are none, which it says by true, or until the marker shall stop. Objects are asked for some
// time before they are read.
func (w *marker) drain() bool {
	const ahead = 8
	var coming [ahead]uintptr
	at, left := uintptr(0), uintptr(0) // the oldest, how many
	for {
		if w.work >= w.checkAt && w.check() {
			for ; left > 0; left-- {
				w.push(coming[at%ahead])
				at++
			}
			return false
		}
		for left < ahead {
			b := w.block.ptr()
			if b.n == 0 {
				if left != 0 || !w.more() {
					break
				}
				if w.work >= w.checkAt {
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
			if w.work >= w.checkAt {
				continue
			}
			return true
		}
		base := coming[at%ahead]
		at, left = at+1, left-1
		w.read(base)
	}
}

// more gets the marker objects, or has it read a root; false: there are none.
func (w *marker) more() bool {
	if gcMarking.offered.Load() != 0 && w.takeFull(false) || w.root() {
		w.work += 64 // lest many that have nothing to read count as no work
		return true
	}
	return w.waits && w.takeShared()
}

// check is called from time to time: the marker shares what it has, and stops if it says true.
func (w *marker) check() bool {
	w.checkAt = w.work + checkEvery
	m := &gcMarking
	if !w.alone && m.offered.Load() == 0 && w.block.ptr().n >= shareAtLeast && (w.mode != markToEnd || m.waiting.Load() != 0) {
		w.offer()
		if w.mode != markToEnd && sched.npidle.Load() != 0 {
			wakep()
		}
	}
	return w.shallStop()
}

func (w *marker) shallStop() bool {
	gp := getg().m.curg
	switch w.mode {
	case markBudget:
		return nanotime() >= w.until
	case markDedicated:
		return sched.gcwaiting.Load()
	case markFractional:
		return gp.preempt || sched.gcwaiting.Load() || nanotime() >= w.until
	case markIdle:
		return gp.preempt || sched.gcwaiting.Load() || otherWork()
	case markAssist:
		return gp.preempt || sched.gcwaiting.Load() || w.work >= w.workGoal
	}
	return false
}

// read marks what the object at base points to; in a large one from there on, a piece of it.
func (w *marker) read(base uintptr) {
	s := spanOf(base)
	switch {
	case s.elemsize <= minSizeForMallocHeader:
		w.readSmall(s, base)
		w.work += s.elemsize
	case s.nelems == 1 && s.spanclass.sizeclass() == 0:
		if s.largeType != nil {
			end := s.limit
			if end-base > largePiece {
				end = base + largePiece
				w.push(end)
			}
			w.tiled(s.startAddr, base, end, s.largeType)
			w.work += end - base
		}
	default:
		if t := *(**_type)(unsafe.Pointer(base)); t != nil {
			w.tiled(base+mallocHeaderSize, base+mallocHeaderSize, base+s.elemsize, t)
		}
		w.work += s.elemsize
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
		w.pointer(atomic.Loaduintptr((*uintptr)(unsafe.Pointer(base + i*goarch.PtrSize))))
	}
}

// tiled reads those pointers of a row of values of type t, the first of which is at base, that lie in [p, end).
func (w *marker) tiled(base, p, end uintptr, t *_type) {
	if t.PtrBytes == 0 {
		return
	}
	mask := getGCMask(t)
	step := t.Size_
	for e := p - (p-base)%step; e < end; e += step {
		from := max(e, p) - e
		to := min(e+t.PtrBytes, end) - e
		if from >= to {
			continue
		}
		w.maskedFrom(e, mask, from/goarch.PtrSize, to/goarch.PtrSize)
	}
}

// maskedFrom reads those of the words [from, to) of the value at p that the mask says are pointers.
func (w *marker) maskedFrom(p uintptr, mask *byte, from, to uintptr) {
	for ; from < to && from%8 != 0; from++ {
		if *addb(mask, from/8)>>(from%8)&1 != 0 {
			w.pointer(atomic.Loaduintptr((*uintptr)(unsafe.Pointer(p + from*goarch.PtrSize))))
		}
	}
	for whole := to &^ 7; from < to; {
		if from < whole {
			w.masked(p+from*goarch.PtrSize, addb(mask, from/8), whole-from)
			from = whole
			continue
		}
		if *addb(mask, from/8)>>(from%8)&1 != 0 {
			w.pointer(atomic.Loaduintptr((*uintptr)(unsafe.Pointer(p + from*goarch.PtrSize))))
		}
		from++
	}
}
