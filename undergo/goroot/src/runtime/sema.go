// Semaphores by address, for sync.Mutex, WaitGroup and others, and sync.Cond's list.
//
// A semaphore is a count in memory; the goroutines that wait for it are found by its address, in one
// of 251 roots. A root is a treap of sudogs, one for every address: a search tree by address (elem)
// in which nobody has a smaller ticket, a random number, than his parent, so that it stays flat. It
// stands for the first that waits; waitlink leads to the others, and its waittail to the last of them.
//
// To acquire: take one if there is one, else say so (nwait), look once more, and queue up. To
// release: add one, and if anybody waits wake him. He tries again, unless he is handed the semaphore
// itself (his ticket is 1 then), and runs at once.

package runtime

import (
	"internal/cpu"
	"internal/runtime/atomic"
	"unsafe"
)

type semaRoot struct {
	treap *sudog
	lock  mutex
	nwait atomic.Uint32 // read without the lock
}

const semTabSize = 251

// semtable has each root in a cache line of its own.
var semtable [semTabSize]struct {
	root semaRoot
	_    [cpu.CacheLinePadSize - unsafe.Sizeof(semaRoot{})]byte
}

func semrootFor(addr *uint32) *semaRoot {
	return &semtable[uintptr(unsafe.Pointer(addr))/8%semTabSize].root
}

// What sync and internal/poll call. The number of frames to skip is not needed: a profile finds
// where the runtime ends.

//go:linkname sync_runtime_Semacquire sync.runtime_Semacquire
func sync_runtime_Semacquire(addr *uint32) { semacquire1(addr, false, waitReasonSemacquire) }

//go:linkname poll_runtime_Semacquire internal/poll.runtime_Semacquire
func poll_runtime_Semacquire(addr *uint32) { semacquire1(addr, false, waitReasonSemacquire) }

//go:linkname internal_sync_runtime_SemacquireMutex internal/sync.runtime_SemacquireMutex
func internal_sync_runtime_SemacquireMutex(addr *uint32, lifo bool, _ int) {
	semacquire1(addr, lifo, waitReasonSyncMutexLock)
}

//go:linkname sync_runtime_SemacquireRWMutexR sync.runtime_SemacquireRWMutexR
func sync_runtime_SemacquireRWMutexR(addr *uint32, lifo bool, _ int) {
	semacquire1(addr, lifo, waitReasonSyncRWMutexRLock)
}

//go:linkname sync_runtime_SemacquireRWMutex sync.runtime_SemacquireRWMutex
func sync_runtime_SemacquireRWMutex(addr *uint32, lifo bool, _ int) {
	semacquire1(addr, lifo, waitReasonSyncRWMutexLock)
}

//go:linkname sync_runtime_SemacquireWaitGroup sync.runtime_SemacquireWaitGroup
func sync_runtime_SemacquireWaitGroup(addr *uint32, synctestDurable bool) {
	if synctestDurable {
		semacquire1(addr, false, waitReasonSynctestWaitGroupWait)
	} else {
		semacquire1(addr, false, waitReasonSyncWaitGroupWait)
	}
}

//go:linkname sync_runtime_Semrelease sync.runtime_Semrelease
func sync_runtime_Semrelease(addr *uint32, handoff bool, _ int) { semrelease1(addr, handoff, 0) }

//go:linkname poll_runtime_Semrelease internal/poll.runtime_Semrelease
func poll_runtime_Semrelease(addr *uint32) { semrelease1(addr, false, 0) }

//go:linkname internal_sync_runtime_Semrelease internal/sync.runtime_Semrelease
func internal_sync_runtime_Semrelease(addr *uint32, handoff bool, _ int) { semrelease1(addr, handoff, 0) }

func semacquire(addr *uint32) { semacquire1(addr, false, waitReasonSemacquire) }
func semrelease(addr *uint32) { semrelease1(addr, false, 0) }

// cansemacquire takes one, if there is one.
func cansemacquire(addr *uint32) bool {
	v := atomic.Load(addr)
	for v > 0 && !atomic.Cas(addr, v, v-1) {
		v = atomic.Load(addr)
	}
	return v > 0
}

// semacquire1 takes one, however long that lasts; lifo puts the goroutine in front of those that wait.
func semacquire1(addr *uint32, lifo bool, reason waitReason) {
	if cansemacquire(addr) {
		return
	}
	gp := getg()
	if gp != gp.m.curg {
		throw("semacquire not on the G stack")
	}
	t0 := blockclock()
	since := int64(0)
	if reason.isMutexWait() {
		since = nanotime()
	}
	root := semrootFor(addr)
	s := acquireSudog()
	s.g = gp
	s.acquiretime = 0
	gp.waiting = s // for who searches for leaked goroutines
	if atomic.Loadint64(&mutexprofilerate) > 0 && reason.isMutexWait() {
		s.acquiretime = nanotime()
	}
	for root.sleep(addr, s, lifo, reason) && s.ticket == 0 && !cansemacquire(addr) {
		// Somebody else was faster.
	}
	gp.waiting = nil
	if since != 0 {
		mutexWait.Add(nanotime() - since)
	}
	releaseSudog(s)
	blockedsince(t0)
}

// sleep waits until a release wakes s; false: there was no need, one was to be had.
func (root *semaRoot) sleep(addr *uint32, s *sudog, lifo bool, reason waitReason) bool {
	lock(&root.lock)
	// A release adds first and looks at nwait then, so one of us sees the other.
	root.nwait.Add(1)
	if cansemacquire(addr) {
		root.nwait.Add(-1)
		unlock(&root.lock)
		return false
	}
	root.queue(addr, s, lifo)
	goparkunlock(&root.lock, reason, traceBlockSync, 4)
	return true
}

// semrelease1 gives one back; handoff gives it to the first that waits rather than to who is fastest.
func semrelease1(addr *uint32, handoff bool, _ int) {
	root := semrootFor(addr)
	atomic.Xadd(addr, 1)
	if root.nwait.Load() == 0 {
		return
	}
	lock(&root.lock)
	s := root.dequeue(addr)
	if s != nil {
		root.nwait.Add(-1)
	}
	unlock(&root.lock)
	if s == nil {
		return // others wait here, for other semaphores
	}
	handed := handoff && cansemacquire(addr)
	if handed {
		s.ticket = 1
	}
	if s.acquiretime != 0 {
		mutexevent(nanotime() - s.acquiretime)
	}
	goready(s.g, 5)
	if handed && getg().m.locks == 0 {
		// The new owner inherits our time slice: it runs now.
		goyield()
	}
}

// find returns the place in the tree where the node for addr hangs, or where a new one belongs, and
// that one's parent.
func (root *semaRoot) find(addr *uint32) (place **sudog, parent *sudog) {
	place = &root.treap
	for node := *place; node != nil && node.elem != unsafe.Pointer(addr); node = *place {
		parent = node
		if uintptr(node.elem) > uintptr(unsafe.Pointer(addr)) {
			place = &node.prev
		} else {
			place = &node.next
		}
	}
	return place, parent
}

// queue adds s to the waiters for addr.
func (root *semaRoot) queue(addr *uint32, s *sudog, lifo bool) {
	s.elem = unsafe.Pointer(addr)
	s.ticket = 0
	place, parent := root.find(addr)
	switch node := *place; {
	case node == nil:
		s.parent = parent
		s.ticket = cheaprand() | 1
		*place = s
		for s.parent != nil && s.parent.ticket > s.ticket {
			root.lift(s)
		}
	case lifo:
		last := node.waittail
		if last == nil {
			last = node
		}
		s.stand(place, node)
		s.waitlink, s.waittail = node, last
	case node.waittail == nil:
		node.waitlink, node.waittail = s, s
	default:
		node.waittail.waitlink = s
		node.waittail = s
	}
}

// dequeue takes the first waiter for addr.
func (root *semaRoot) dequeue(addr *uint32) *sudog {
	place, _ := root.find(addr)
	s := *place
	if s == nil {
		return nil
	}
	if heir := s.waitlink; heir != nil {
		last := s.waittail
		heir.stand(place, s)
		s.waitlink, s.waittail = nil, nil
		if heir != last {
			heir.waittail = last
		}
	} else {
		root.drop(s)
	}
	s.elem = nil
	s.ticket = 0
	return s
}

// stand puts s into the tree where old hangs, at place; old leaves the tree.
func (s *sudog) stand(place **sudog, old *sudog) {
	*place = s
	s.parent, s.prev, s.next, s.ticket = old.parent, old.prev, old.next, old.ticket
	if s.prev != nil {
		s.prev.parent = s
	}
	if s.next != nil {
		s.next.parent = s
	}
	old.parent, old.prev, old.next, old.waittail = nil, nil, nil, nil
}

// drop takes a node that nobody else waits behind off the tree: its children go up past it, the one with
// the smaller ticket first, until it has at most one.
func (root *semaRoot) drop(s *sudog) {
	for s.prev != nil && s.next != nil {
		if s.prev.ticket < s.next.ticket {
			root.lift(s.prev)
		} else {
			root.lift(s.next)
		}
	}
	child := s.prev
	if child == nil {
		child = s.next
	}
	root.hang(s.parent, s, child)
	s.parent, s.prev, s.next = nil, nil, nil
}

// hang makes child, or nothing, the child of parent, or the root, in the place of old.
func (root *semaRoot) hang(parent, old, child *sudog) {
	switch {
	case parent == nil:
		root.treap = child
	case parent.prev == old:
		parent.prev = child
	case parent.next == old:
		parent.next = child
	default:
		throw("semaRoot: node is not its parent's child")
	}
	if child != nil {
		child.parent = parent
	}
}

// lift exchanges s and its parent; what lies between the two in order of addresses changes sides.
func (root *semaRoot) lift(s *sudog) {
	down := s.parent
	root.hang(down.parent, down, s)
	var between *sudog
	if down.prev == s {
		between, s.next = s.next, down
		down.prev = between
	} else {
		between, s.prev = s.prev, down
		down.next = between
	}
	if between != nil {
		between.parent = down
	}
	down.parent = s
}

// A notifyList is what sync.Cond waits on; the layout is sync's. Who waits takes a ticket first. Those
// with a number below notify have been woken, whether they are in the list already or not.
type notifyList struct {
	wait   atomic.Uint32 // the next ticket
	notify uint32        // the first ticket that has not been woken
	lock   mutex
	head   *sudog
	tail   *sudog
}

//go:linkname notifyListAdd sync.runtime_notifyListAdd
func notifyListAdd(l *notifyList) uint32 { return l.wait.Add(1) - 1 }

// notifyListWait waits until the ticket t, which notifyListAdd gave, is woken.
//
//go:linkname notifyListWait sync.runtime_notifyListWait
func notifyListWait(l *notifyList, t uint32) {
	lock(&l.lock)
	if int32(t-l.notify) < 0 { // the numbers may have wrapped
		unlock(&l.lock)
		return
	}
	s := acquireSudog()
	s.g, s.ticket = getg(), t
	s.g.waiting, s.elem = s, unsafe.Pointer(l) // for who searches for leaked goroutines
	end := &l.head
	if l.tail != nil {
		end = &l.tail.next
	}
	*end, l.tail = s, s
	t0 := blockclock()
	goparkunlock(&l.lock, waitReasonSyncCondWait, traceBlockCondWait, 3)
	blockedsince(t0)
	s.g.waiting, s.elem = nil, nil
	releaseSudog(s)
}

// wake lets a goroutine that left the list go on.
func (l *notifyList) wake(s *sudog) {
	if b := s.g.bubble; b != nil && b != getg().bubble {
		println("semaphore wake of synctest goroutine", s.g.goid, "from outside bubble")
		fatal("semaphore wake of synctest goroutine from outside bubble")
	}
	goready(s.g, 4)
}

// settled reports without the lock that all tickets have been woken.
func (l *notifyList) settled() bool { return atomic.Load(&l.notify) == l.wait.Load() }

//go:linkname notifyListNotifyAll sync.runtime_notifyListNotifyAll
func notifyListNotifyAll(l *notifyList) {
	if l.settled() {
		return
	}
	lock(&l.lock)
	list := l.head
	l.head, l.tail = nil, nil
	atomic.Store(&l.notify, l.wait.Load())
	unlock(&l.lock)
	for list != nil {
		s := list
		list, s.next = s.next, nil
		l.wake(s)
	}
}

// notifyListNotifyOne wakes the oldest ticket. If its owner is not in the list yet, it need not wait.
//
//go:linkname notifyListNotifyOne sync.runtime_notifyListNotifyOne
func notifyListNotifyOne(l *notifyList) {
	if l.settled() {
		return
	}
	var s *sudog
	lock(&l.lock)
	if t := l.notify; t != l.wait.Load() {
		atomic.Store(&l.notify, t+1)
		s = l.take(t)
	}
	unlock(&l.lock)
	if s != nil {
		l.wake(s)
	}
}

// take removes the waiter with ticket t from the list, if it is there. It is near the front: tickets are
// woken in order, and few overtake each other between taking one and getting here.
func (l *notifyList) take(t uint32) *sudog {
	var before *sudog
	place := &l.head
	for s := *place; s != nil; s = *place {
		if s.ticket == t {
			*place, s.next = s.next, nil
			if l.tail == s {
				l.tail = before
			}
			return s
		}
		before, place = s, &s.next
	}
	return nil
}

//go:linkname notifyListCheck sync.runtime_notifyListCheck
func notifyListCheck(size uintptr) {
	if size != unsafe.Sizeof(notifyList{}) {
		throw("sync's notifyList differs from the runtime's")
	}
}

//go:linkname internal_sync_nanotime internal/sync.runtime_nanotime
func internal_sync_nanotime() int64 { return nanotime() }
