// Stacks of goroutines: reserved ranges of address space that the kernel fills with
// memory page by page.
//
// A stack never moves and no prologue checks it. Slots come from slabs (one mapping,
// many slots: mappings are scarce). At the low end of a slot a guard makes an overflow
// a SIGSEGV, which the signal handler, on its own stack, reports as Go does. The
// guard is MADV_GUARD_INSTALL, which does not split the mapping; on kernels without it
// the first stacks are guarded by mprotect and the rest by their size alone. Slots
// begin 1 MB behind a 2 MB boundary, so that the guard of a slot and the busy top of the one
// below share a page table.
//
// A goroutine has a stack from its first instruction to its last: execute gives it one
// (stackattach), gdestroy takes it away. So many goroutines that wait for their
// turn and do not block share few stacks. The stackRecord at a stack's high end stays.
// SetMaxStack moves the guards.

package runtime

import (
	"internal/abi"
	"internal/runtime/atomic"
	"internal/runtime/sys"
	"unsafe"
)

const (
	stackGuardSize = 64 << 10
	stackLeast     = 64 << 10 // what SetMaxStack leaves at least
	stackSamples   = 1024     // stacks that stackMemory looks at

	// As many stacks of each size are handed out before smaller ones have to do.
	stackBig       = 512 << 20
	stackBigCount  = 512
	stackMid       = 64 << 20
	stackMidCount  = 65536
	stackSmall     = 32 << 20
	stackMinSlot   = 256 << 10
	stackSlabSlots = 64

	// What a user's assembly compares with; nothing here depends on it.
	stackPreempt = 0xfffffffffffffade
	stackFork    = 0xfffffffffffffb2e
	fixedStack   = 2048
)

// A stackSlab is one mapping, cut into slots.
type stackSlab struct {
	base  uintptr
	slot  uintptr
	next  uintptr // slots handed out
	nslot uintptr
	link  *stackSlab
}

var stackpool struct {
	lock    mutex
	slab    *stackSlab
	slabs   *stackSlab // all, newest first
	count   uintptr    // stacks handed out
	limit   uintptr    // largest slot that the address space gave
	noGuard bool       // the kernel knows no guards
	guarded int        // by mprotect
	inuse   atomic.Int64
	spare   [64]stackSlab
	nspare  int
}

func stackinit() {
	stackpool.limit = stackBig
}

// slotSize is how large the next stack may be.
func slotSize(count uintptr) uintptr {
	n := uintptr(stackSmall)
	switch {
	case count < stackBigCount:
		n = stackBig
	case count < stackMidCount:
		n = stackMid
	}
	return min(n, stackpool.limit)
}

// newSlab reserves address space for more stacks. Where there is little of it, stacks become much smaller at once, lest the first
// slabs take what the heap and later ones need.
func newSlab(size uintptr) *stackSlab {
	const span = 2 << 20
	n := uintptr(stackSlabSlots)
	for {
		total := size*n + 2*span
		p, err := mmap(nil, total, _PROT_READ|_PROT_WRITE, _MAP_PRIVATE|_MAP_ANON|_MAP_NORESERVE, -1, 0)
		if err != 0 {
			switch {
			case size > stackMinSlot:
				size = max(size/8, stackMinSlot)
				stackpool.limit = size
			case n > 1:
				n /= 2
			default:
				throw("runtime: cannot reserve address space for goroutine stacks")
			}
			continue
		}
		madvise(p, total, _MADV_NOHUGEPAGE)
		var s *stackSlab
		if stackpool.nspare < len(stackpool.spare) {
			s = &stackpool.spare[stackpool.nspare]
			stackpool.nspare++
		} else {
			// At the unused start of the mapping itself.
			s = (*stackSlab)(p)
		}
		base := alignUp(uintptr(p)+64, span) + span/2
		*s = stackSlab{base: base, slot: size, nslot: n, link: stackpool.slabs}
		stackpool.slabs = s
		return s
	}
}

// stackalloc hands out a fresh slot. Runs on the scheduling stack.
func stackalloc() (lo, hi uintptr, s *stackSlab) {
	lock(&stackpool.lock)
	size := slotSize(stackpool.count)
	s = stackpool.slab
	if s == nil || s.next == s.nslot || s.slot > size {
		s = newSlab(size)
		stackpool.slab = s
	}
	lo = s.base + s.next*s.slot
	hi = lo + s.slot
	s.next++
	stackpool.count++
	guard := !stackpool.noGuard
	if !guard && stackpool.guarded < 20000 {
		stackpool.guarded++
		mprotect(unsafe.Pointer(lo), stackGuardSize, _PROT_NONE)
	}
	unlock(&stackpool.lock)
	if guard && madvise(unsafe.Pointer(lo), stackGuardSize, _MADV_GUARD_INSTALL) != 0 {
		stackpool.noGuard = true
		mprotect(unsafe.Pointer(lo), stackGuardSize, _PROT_NONE)
	}
	return lo, hi, s
}

// A stackRecord lies above a goroutine's first frame. The goroutine's stack.hi is its address.
type stackRecord struct {
	link *stackRecord // of stacks that nobody uses
	lo   uintptr      // behind the guard
	slab *stackSlab
	// Behind the guard that is always there, at the slot's low end. Where SetMaxStack allows less than the slot holds,
	// a second guard lies below lo.
	bottom uintptr
	inUse  bool // while limitStacks is at work
}

// stackLimit is how large a stack may be. The reference doubles a stack while it does not exceed the limit, so
// what counts is the power of two below.
func stackLimit() uintptr {
	if maxstacksize < stackLeast {
		return stackLeast
	}
	return 1 << (sys.Len64(uint64(maxstacksize)) - 1)
}

// limit moves the end of a stack to where the limit wants it, but leaves some room below used, which is the stack pointer of
// the goroutine that has the stack. What lies below that is lost. stackpool.lock is held.
func (r *stackRecord) limit(used uintptr) {
	hi := alignUp(uintptr(unsafe.Pointer(r)), physPageSize)
	lo := r.bottom
	if n := stackLimit(); hi-lo > n {
		lo = hi - n
	}
	if used != ^uintptr(0) {
		lo = min(lo, (used-stackLeast)&^(physPageSize-1))
		lo = max(lo, r.bottom)
	}
	if lo == r.lo {
		return
	}
	if r.lo != r.bottom {
		setGuard(r.lo, false)
	}
	if lo != r.bottom {
		setGuard(lo, true)
	}
	if r.lo-stackGuardSize < r.bottom {
		// The guard that was taken away lay over a part of the one at the slot's end.
		setGuard(r.bottom, true)
	}
	r.lo = lo
}

// setGuard makes or removes the guard below lo.
func setGuard(lo uintptr, guard bool) {
	p := unsafe.Pointer(lo - stackGuardSize)
	prot, advice := int32(_PROT_READ|_PROT_WRITE), int32(_MADV_GUARD_REMOVE)
	if guard {
		prot, advice = _PROT_NONE, _MADV_GUARD_INSTALL
	}
	if stackpool.noGuard || madvise(p, stackGuardSize, advice) != 0 {
		mprotect(p, stackGuardSize, prot)
	}
}

// records calls yield with every stack that was handed out. stackpool.lock is held.
func (s *stackSlab) records(yield func(r *stackRecord)) {
	for ; s != nil; s = s.link {
		for i := uintptr(1); i <= s.next; i++ {
			yield((*stackRecord)(unsafe.Pointer(s.base + i*s.slot - unsafe.Sizeof(stackRecord{}))))
		}
	}
}

// limitStacks makes the stacks obey a new limit. The world is stopped. A goroutine that has used more already keeps it.
func limitStacks() {
	lock(&stackpool.lock)
	for _, gp := range allgs {
		if gp.stackSlot == nil {
			continue
		}
		sp := gp.sched.sp
		if gp.syscallsp != 0 {
			sp = gp.syscallsp
		}
		r := (*stackRecord)(unsafe.Pointer(gp.stack.hi))
		r.inUse = true
		if sp < gp.stack.lo || sp > gp.stack.hi {
			continue // a host's thread is at work on it
		}
		r.limit(sp)
		if gp.stackguard0 == gp.stack.lo {
			gp.stackguard0 = r.lo
		}
		gp.stack.lo = r.lo
	}
	stackpool.slabs.records(func(r *stackRecord) {
		if !r.inUse && r.bottom != 0 {
			r.limit(^uintptr(0))
		}
		r.inUse = false
	})
	unlock(&stackpool.lock)
}

// stackMemory is how much memory the stacks of goroutines take, those that wait for the next goroutine included. The kernel is
// asked; of very many stacks, only about stackSamples are looked at and stand for the others. The world is stopped.
func stackMemory() uintptr {
	lock(&stackpool.lock)
	step := stackpool.count/stackSamples + 1
	seen, looked, total := uintptr(0), uintptr(0), uintptr(0)
	stackpool.slabs.records(func(r *stackRecord) {
		if seen%step == 0 {
			looked++
			total += r.memory()
		}
		seen++
	})
	unlock(&stackpool.lock)
	if looked == 0 {
		return 0
	}
	return total / looked * seen
}

// memory is what of a stack has memory: all down to the first page that has none, for frames touch their pages in turn.
func (r *stackRecord) memory() uintptr {
	var resident [128]byte
	hi := alignUp(uintptr(unsafe.Pointer(r)), physPageSize)
	low := r.bottom
	if low == 0 {
		return 0 // it was handed out this moment
	}
	pages := uintptr(4)
	for p := hi; p > low; pages = min(pages*4, uintptr(len(resident))) {
		n := min(pages, (p-low)/physPageSize)
		if mincore(unsafe.Pointer(p-n*physPageSize), n*physPageSize, &resident[0]) != 0 {
			return hi - p
		}
		for ; n > 0; n-- {
			if resident[n-1]&1 == 0 {
				return hi - p
			}
			p -= physPageSize
		}
	}
	return hi - low
}

// A stackList holds stacks that nobody uses.
type stackList struct {
	head *stackRecord
	size int32
}

func (l *stackList) push(r *stackRecord) {
	r.link = l.head
	l.head = r
	l.size++
}

func (l *stackList) pop() *stackRecord {
	r := l.head
	if r != nil {
		l.head = r.link
		l.size--
	}
	return r
}

// newg makes a g without a stack.
func newg() *g {
	gp := (*g)(persistentalloc(unsafe.Sizeof(g{}), 64, nil))
	gp.stackguard1 = ^uintptr(0)
	return gp
}

// stackattach gives a goroutine a stack, whose first frame is what a call by goexit
// would have left. Runs on the scheduling stack.
func stackattach(gp *g, pp *p) {
	var r *stackRecord
	if pp != nil {
		r = pp.stackFree.pop()
		if r == nil && sched.stackFree.list.head != nil {
			lock(&sched.stackFree.lock)
			for pp.stackFree.size < 32 && sched.stackFree.list.head != nil {
				pp.stackFree.push(sched.stackFree.list.pop())
			}
			unlock(&sched.stackFree.lock)
			r = pp.stackFree.pop()
		}
	}
	if r == nil {
		lo, hi, slab := stackalloc()
		r = (*stackRecord)(unsafe.Pointer(hi - unsafe.Sizeof(stackRecord{})))
		r.bottom = lo + stackGuardSize
		r.lo = r.bottom
		r.slab = slab
		if slab.slot > stackLimit() {
			lock(&stackpool.lock)
			r.limit(^uintptr(0))
			unlock(&stackpool.lock)
		}
	}
	gp.stack.lo = r.lo
	gp.stack.hi = uintptr(unsafe.Pointer(r))
	gp.stackguard0 = r.lo
	gp.stackSlot = r.slab
	sp := (gp.stack.hi - 32) &^ 15
	*(*uintptr)(unsafe.Pointer(sp)) = 0
	sp -= 8
	*(*uintptr)(unsafe.Pointer(sp)) = abi.FuncPCABIInternal(goexit) + 1
	gp.sched.sp = sp
}

// stackdetach takes the stack of a dead goroutine.
func stackdetach(gp *g, pp *p) {
	r := (*stackRecord)(unsafe.Pointer(gp.stack.hi))
	gp.stack = stack{}
	gp.stackguard0 = 0
	gp.stackSlot = nil
	pp.stackFree.push(r)
	if pp.stackFree.size < 64 {
		return
	}
	lock(&sched.stackFree.lock)
	for pp.stackFree.size >= 32 {
		sched.stackFree.list.push(pp.stackFree.pop())
	}
	unlock(&sched.stackFree.lock)
}

// malg makes a g with a small stack of its own mapping: for a thread's scheduling and
// signal stacks.
func malg(stacksize int32) *g {
	n := alignUp(uintptr(stacksize)+gSize, 4096) + 4096
	p, err := mmap(nil, n, _PROT_READ|_PROT_WRITE, _MAP_PRIVATE|_MAP_ANON, -1, 0)
	if err != 0 {
		throw("runtime: cannot allocate a thread's stack")
	}
	memstats.stacks_sys.add(int64(n))
	mprotect(p, 4096, _PROT_NONE)
	gp := (*g)(unsafe.Pointer(uintptr(p) + n - gSize))
	gp.stack.lo = uintptr(p) + 4096
	gp.stack.hi = uintptr(unsafe.Pointer(gp))
	gp.stackguard0 = gp.stack.lo
	gp.stackguard1 = gp.stack.lo
	return gp
}

// freeg gives back what malg made.
func freeg(gp *g) {
	lo := gp.stack.lo - 4096
	sysFree(unsafe.Pointer(lo), gp.stack.hi+gSize-lo, &memstats.stacks_sys)
}

// stackOverflowed reports whether addr lies in the guard of gp's stack.
func stackOverflowed(gp *g, addr uintptr) bool {
	return gp != nil && gp.stackSlot != nil && addr < gp.stack.lo && addr >= gp.stack.lo-stackGuardSize
}

// stackoverflow ends the program. Runs on the signal stack.
func stackoverflow(gp *g, c *sigctxt) {
	print("runtime: goroutine stack exceeds ", uint64(maxstacksize), "-byte limit\n")
	print("runtime: sp=", hex(c.sigsp()), " stack=[", hex(gp.stack.lo), ", ", hex(gp.stack.hi), "]\n")
	print("fatal error: stack overflow\n")
	startpanic_m()
	level, all, docrash := gotraceback()
	print("\nruntime stack:\n")
	var u unwinder
	sp, bp := callerFrame()
	u.initAt(sys.GetCallerPC(), sp, bp, getg(), false)
	traceback1(&u, true)
	if level > 0 {
		print("\n")
		goroutineheader(gp)
		tracebacktrap(c.sigpc(), c.sigsp(), c.sigbp(), gp)
		if all {
			didothers = true
			tracebackothers(gp)
		}
	}
	if docrash {
		crash()
	}
	exit(2)
}

// gfput keeps a dead g for reuse: first with the p, then with everybody.
func gfput(pp *p, gp *g) {
	if readgstatus(gp) != _Gdead {
		throw("gfput: bad status (not Gdead)")
	}
	pp.gFree.push(gp)
	if pp.gFree.size < 64 {
		return
	}
	lock(&sched.gFree.lock)
	for pp.gFree.size >= 32 {
		sched.gFree.list.push(pp.gFree.pop())
	}
	unlock(&sched.gFree.lock)
}

func gfget(pp *p) *g {
	if pp.gFree.empty() && !sched.gFree.list.empty() {
		lock(&sched.gFree.lock)
		for pp.gFree.size < 32 && !sched.gFree.list.empty() {
			pp.gFree.push(sched.gFree.list.pop())
		}
		unlock(&sched.gFree.lock)
	}
	return pp.gFree.pop()
}

func gfpurge(pp *p) {
	lock(&sched.gFree.lock)
	for !pp.gFree.empty() {
		sched.gFree.list.push(pp.gFree.pop())
	}
	unlock(&sched.gFree.lock)
	lock(&sched.stackFree.lock)
	for pp.stackFree.head != nil {
		sched.stackFree.list.push(pp.stackFree.pop())
	}
	unlock(&sched.stackFree.lock)
}
