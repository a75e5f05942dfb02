// The order of the runtime's locks (GODEBUG=lockrank=1).
//
// A lock may be taken only while all locks that the thread holds come before it in the table below; so no two threads wait for each
// other. With lockrank=1 that is checked whenever a lock is taken, and the program ends with the locks held if it is not so;
// lockrank=2 only prints each pair that is met, once, for who has to find a new lock's place.
//
// A lock that is checked is free with the word mutex_ranked, which the usual first attempt to take it does not expect (lock_futex.go): so
// nothing is asked of programs that do not check. A lock is checked from its first release on.
package runtime

import "unsafe"

// A lockClass is a lock, or an array of things with locks. Later classes are taken while earlier ones are held.
type lockClass struct {
	name  string
	start unsafe.Pointer
	size  uintptr
}

// The first class is what lies in the heap: channels, timers and heaps of them, descriptors, lists of conditions. They have no order
// among themselves here.
const (
	lockOfObject = 0
	lockUnknown  = 255
)

var lockOrder = [...]lockClass{
	{name: "object"},
	{"bubbleObjects.lock", unsafe.Pointer(&bubbleObjects.lock), unsafe.Sizeof(mutex{})},
	{"execLock.l", unsafe.Pointer(&execLock.l), unsafe.Sizeof(mutex{})},
	{"typelinkLists.lock", unsafe.Pointer(&typelinkLists.lock), unsafe.Sizeof(mutex{})},
	{"immortalWeakHandles.lock", unsafe.Pointer(&immortalWeakHandles.lock), unsafe.Sizeof(mutex{})},
	{"reflectOffs.lock", unsafe.Pointer(&reflectOffs.lock), unsafe.Sizeof(mutex{})},
	{"blockProfile.lock", unsafe.Pointer(&blockProfile.lock), unsafe.Sizeof(mutex{})},
	{"mutexProfile.lock", unsafe.Pointer(&mutexProfile.lock), unsafe.Sizeof(mutex{})},
	{"cpuprof.lock", unsafe.Pointer(&cpuprof.lock), unsafe.Sizeof(mutex{})},
	{"semtable", unsafe.Pointer(&semtable), unsafe.Sizeof(semtable)},
	{"scavenger.lock", unsafe.Pointer(&scavenger.lock), unsafe.Sizeof(mutex{})},
	{"forcegc.lock", unsafe.Pointer(&forcegc.lock), unsafe.Sizeof(mutex{})},
	{"gcCycle.lock", unsafe.Pointer(&gcCycle.lock), unsafe.Sizeof(mutex{})},
	{"gcSweep.lock", unsafe.Pointer(&gcSweep.lock), unsafe.Sizeof(mutex{})},
	{"netpollInitLock", unsafe.Pointer(&netpollInitLock), unsafe.Sizeof(mutex{})},
	{"pollFree.lock", unsafe.Pointer(&pollFree.lock), unsafe.Sizeof(mutex{})},
	{"sched.sysmonlock", unsafe.Pointer(&sched.sysmonlock), unsafe.Sizeof(mutex{})},
	{"sched.lock", unsafe.Pointer(&sched.lock), unsafe.Sizeof(mutex{})},
	{"allpLock", unsafe.Pointer(&allpLock), unsafe.Sizeof(mutex{})},
	{"allglock", unsafe.Pointer(&allglock), unsafe.Sizeof(mutex{})},
	{"sched.gFree.lock", unsafe.Pointer(&sched.gFree.lock), unsafe.Sizeof(mutex{})},
	{"sched.stackFree.lock", unsafe.Pointer(&sched.stackFree.lock), unsafe.Sizeof(mutex{})},
	{"sched.sudoglock", unsafe.Pointer(&sched.sudoglock), unsafe.Sizeof(mutex{})},
	{"seeder.lock", unsafe.Pointer(&seeder.lock), unsafe.Sizeof(mutex{})},
	{"itabLock", unsafe.Pointer(&itabLock), unsafe.Sizeof(mutex{})},
	{"gcMaskLock", unsafe.Pointer(&gcMaskLock), unsafe.Sizeof(mutex{})},
	{"specialsLock", unsafe.Pointer(&specialsLock), unsafe.Sizeof(mutex{})},
	{"mheap_.central", unsafe.Pointer(&mheap_.central), unsafe.Sizeof(mheap_.central)},
	{"mheap_.lock", unsafe.Pointer(&mheap_.lock), unsafe.Sizeof(mutex{})},
	{"memProfile.lock", unsafe.Pointer(&memProfile.lock), unsafe.Sizeof(mutex{})},
	{"stackpool.lock", unsafe.Pointer(&stackpool.lock), unsafe.Sizeof(mutex{})},
	{"frameMaps.lock", unsafe.Pointer(&frameMaps.lock), unsafe.Sizeof(mutex{})},
	{"globalAlloc.lock", unsafe.Pointer(&globalAlloc.lock), unsafe.Sizeof(mutex{})},
	{"stackScans.lock", unsafe.Pointer(&stackScans.lock), unsafe.Sizeof(mutex{})},
	{"gcMarking.lock", unsafe.Pointer(&gcMarking.lock), unsafe.Sizeof(mutex{})},
	{"paniclk", unsafe.Pointer(&paniclk), unsafe.Sizeof(mutex{})},
	{"printLock", unsafe.Pointer(&printLock), unsafe.Sizeof(mutex{})},
	{"deadlock", unsafe.Pointer(&deadlock), unsafe.Sizeof(mutex{})},
}

// heldLocks are the checked locks that a thread holds.
type heldLocks struct {
	n    int
	list [12]struct {
		l    uintptr // of a *mutex; a pointer would need a write barrier, which takes locks
		rank uint8
	}
}

// rank is a lock's place in the order.
func (l *mutex) rank() uint8 {
	p := uintptr(unsafe.Pointer(l))
	for i := range lockOrder {
		if c := &lockOrder[i]; p-uintptr(c.start) < c.size {
			return uint8(i)
		}
	}
	if spanOf(p) == nil {
		return lockUnknown
	}
	return lockOfObject
}

// lockWanted is called before a lock is taken that is checked.
func lockWanted(l *mutex) {
	h := &getg().m.heldLocks
	rank := l.rank()
	for i := range h.n {
		held := h.list[i]
		if held.l == uintptr(unsafe.Pointer(l)) {
			lockMisused("is held by this thread already", l, rank)
		}
		if held.rank == lockUnknown || rank == lockUnknown || held.rank < rank || held.rank == rank && rank == lockOfObject {
			notePair(held.rank, rank)
			continue
		}
		if !notePair(held.rank, rank) {
			lockMisused("is taken out of order", l, rank)
		}
	}
}

// lockTaken is called when the thread has it.
func lockTaken(l *mutex) {
	if h := &getg().m.heldLocks; h.n < len(h.list) {
		h.list[h.n].l, h.list[h.n].rank = uintptr(unsafe.Pointer(l)), l.rank()
		h.n++
	}
}

// lockReleased is called when a lock is let go, which may not have been checked.
func lockReleased(l *mutex) {
	h := &getg().m.heldLocks
	for i := h.n - 1; i >= 0; i-- {
		if h.list[i].l == uintptr(unsafe.Pointer(l)) {
			copy(h.list[i:h.n], h.list[i+1:h.n])
			h.n--
			return
		}
	}
}

func rankName(rank uint8) string {
	if int(rank) < len(lockOrder) {
		return lockOrder[rank].name
	}
	return "unknown"
}

var pairsSeen [64][64]bool

// notePair prints a pair for lockrank=2; false: it is not asked for.
func notePair(a, b uint8) bool {
	if debug.lockrank < 2 {
		return false
	}
	seen := &pairsSeen[a%64][b%64]
	if !*seen {
		*seen = true
		print("runtime: lockrank: ", rankName(a), " then ", rankName(b), "\n")
	}
	return true
}

// lockMisused ends the program.
func lockMisused(what string, l *mutex, rank uint8) {
	h := getg().m.heldLocks
	debug.lockrank = 0
	mutexFree = mutex_unlocked
	print("runtime: lockrank: lock ", rankName(rank), " (", l, ") ", what, "; held:")
	for i := range h.n {
		print(" ", rankName(h.list[i].rank), " (", hex(h.list[i].l), ")")
	}
	print("\n")
	paniclk = mutex{} // throw needs it, even if it is the one
	throw("lockrank: a lock is taken out of order")
}
