// Semaphores by address, for sync.Mutex, WaitGroup and others, and sync.Cond's list.
//
// A table of 251 roots; each holds a treap (a search tree by address that a random priority
// keeps balanced) of the addresses somebody waits for, and every node the list of its
// waiters. acquire: take one if there is one, else queue up and look once more; release: add
// one and wake somebody if anybody waits (nwait). In direct handoff the woken goroutine gets
// the semaphore itself (ticket 1) and runs at once.

package runtime

import (
	"internal/cpu"
	"internal/runtime/atomic"
	"unsafe"
)

type semaRoot struct {
	lock  mutex
	treap *sudog
	nwait atomic.Uint32
}

const semTabSize = 251

var semtable [semTabSize]struct {
	root semaRoot
	pad  [cpu.CacheLinePadSize - unsafe.Sizeof(semaRoot{})]byte
}

func semrootFor(addr *uint32) *semaRoot {
	return &semtable[(uintptr(unsafe.Pointer(addr))>>3)%semTabSize].root
}

//go:linkname sync_runtime_Semacquire sync.runtime_Semacquire
func sync_runtime_Semacquire(addr *uint32) {
	semacquire1(addr, false, 0, waitReasonSemacquire)
}

//go:linkname poll_runtime_Semacquire internal/poll.runtime_Semacquire
func poll_runtime_Semacquire(addr *uint32) {
	semacquire1(addr, false, 0, waitReasonSemacquire)
}

//go:linkname sync_runtime_Semrelease sync.runtime_Semrelease
func sync_runtime_Semrelease(addr *uint32, handoff bool, skipframes int) {
	semrelease1(addr, handoff, skipframes)
}

//go:linkname internal_sync_runtime_SemacquireMutex internal/sync.runtime_SemacquireMutex
func internal_sync_runtime_SemacquireMutex(addr *uint32, lifo bool, skipframes int) {
	semacquire1(addr, lifo, skipframes, waitReasonSyncMutexLock)
}

//go:linkname sync_runtime_SemacquireRWMutexR sync.runtime_SemacquireRWMutexR
func sync_runtime_SemacquireRWMutexR(addr *uint32, lifo bool, skipframes int) {
	semacquire1(addr, lifo, skipframes, waitReasonSyncRWMutexRLock)
}

//go:linkname sync_runtime_SemacquireRWMutex sync.runtime_SemacquireRWMutex
func sync_runtime_SemacquireRWMutex(addr *uint32, lifo bool, skipframes int) {
	semacquire1(addr, lifo, skipframes, waitReasonSyncRWMutexLock)
}

//go:linkname sync_runtime_SemacquireWaitGroup sync.runtime_SemacquireWaitGroup
func sync_runtime_SemacquireWaitGroup(addr *uint32, synctestDurable bool) {
	reason := waitReasonSyncWaitGroupWait
	if synctestDurable {
		reason = waitReasonSynctestWaitGroupWait
	}
	semacquire1(addr, false, 0, reason)
}

//go:linkname poll_runtime_Semrelease internal/poll.runtime_Semrelease
func poll_runtime_Semrelease(addr *uint32) { semrelease(addr) }

//go:linkname internal_sync_runtime_Semrelease internal/sync.runtime_Semrelease
func internal_sync_runtime_Semrelease(addr *uint32, handoff bool, skipframes int) {
	semrelease1(addr, handoff, skipframes)
}

func semacquire(addr *uint32) { semacquire1(addr, false, 0, waitReasonSemacquire) }

func cansemacquire(addr *uint32) bool {
	for {
		v := atomic.Load(addr)
		if v == 0 {
			return false
		}
		if atomic.Cas(addr, v, v-1) {
			return true
		}
	}
}

func semacquire1(addr *uint32, lifo bool, skipframes int, reason waitReason) {
	gp := getg()
	if gp != gp.m.curg {
		throw("semacquire not on the G stack")
	}
	if cansemacquire(addr) {
		return
	}
	s := acquireSudog()
	root := semrootFor(addr)
	t0 := blockclock()
	s.releasetime = 0
	s.acquiretime = 0
	if reason.isMutexWait() && atomic.Loadint64(&mutexprofilerate) > 0 {
		s.acquiretime = nanotime()
	}
	s.ticket = 0
	for {
		lock(&root.lock)
		root.nwait.Add(1)
		if cansemacquire(addr) {
			root.nwait.Add(-1)
			unlock(&root.lock)
			break
		}
		root.queue(addr, s, lifo)
		goparkunlock(&root.lock, reason, traceBlockSync, 4+skipframes)
		if s.ticket != 0 || cansemacquire(addr) {
			break
		}
	}
	releaseSudog(s)
	blockedsince(t0)
}

func semrelease(addr *uint32) { semrelease1(addr, false, 0) }

func semrelease1(addr *uint32, handoff bool, skipframes int) {
	root := semrootFor(addr)
	atomic.Xadd(addr, 1)
	if root.nwait.Load() == 0 {
		return
	}
	lock(&root.lock)
	if root.nwait.Load() == 0 {
		unlock(&root.lock)
		return
	}
	s := root.dequeue(addr)
	if s != nil {
		root.nwait.Add(-1)
	}
	unlock(&root.lock)
	if s == nil {
		return
	}
	if handoff && cansemacquire(addr) {
		s.ticket = 1
	}
	if t := s.acquiretime; t != 0 {
		mutexevent(nanotime() - t)
	}
	goready(s.g, 5+skipframes)
	if s.ticket == 1 && getg().m.locks == 0 {
		// The new owner inherits our time slice: it runs now.
		goyield()
	}
}

// queue adds s to the waiters for addr.
func (root *semaRoot) queue(addr *uint32, s *sudog, lifo bool) {
	s.g = getg()
	s.elem = unsafe.Pointer(addr)
	s.next = nil
	s.prev = nil
	s.waiters = 0

	var last *sudog
	pt := &root.treap
	for t := *pt; t != nil; t = *pt {
		if t.elem == unsafe.Pointer(addr) {
			if lifo {
				// s takes t's place in the tree; t becomes the first of its list.
				*pt = s
				s.ticket = t.ticket
				s.acquiretime = t.acquiretime
				s.parent = t.parent
				s.prev = t.prev
				s.next = t.next
				if s.prev != nil {
					s.prev.parent = s
				}
				if s.next != nil {
					s.next.parent = s
				}
				s.waitlink = t
				s.waittail = t.waittail
				if s.waittail == nil {
					s.waittail = t
				}
				s.waiters = t.waiters
				if s.waiters+1 != 0 {
					s.waiters++
				}
				t.parent = nil
				t.prev = nil
				t.next = nil
				t.waittail = nil
			} else {
				if t.waittail == nil {
					t.waitlink = s
				} else {
					t.waittail.waitlink = s
				}
				t.waittail = s
				s.waitlink = nil
				if t.waiters+1 != 0 {
					t.waiters++
				}
			}
			return
		}
		last = t
		if uintptr(unsafe.Pointer(addr)) < uintptr(t.elem) {
			pt = &t.prev
		} else {
			pt = &t.next
		}
	}
	// A new leaf; the ticket is its priority, never 0. Smaller ones go up.
	s.ticket = cheaprand() | 1
	s.parent = last
	*pt = s
	for s.parent != nil && s.parent.ticket > s.ticket {
		if s.parent.prev == s {
			root.rotateRight(s.parent)
		} else {
			if s.parent.next != s {
				panic("semaRoot queue")
			}
			root.rotateLeft(s.parent)
		}
	}
}

// dequeue takes the first waiter for addr.
func (root *semaRoot) dequeue(addr *uint32) *sudog {
	ps := &root.treap
	s := *ps
	for ; s != nil; s = *ps {
		if s.elem == unsafe.Pointer(addr) {
			break
		}
		if uintptr(unsafe.Pointer(addr)) < uintptr(s.elem) {
			ps = &s.prev
		} else {
			ps = &s.next
		}
	}
	if s == nil {
		return nil
	}
	if t := s.waitlink; t != nil {
		// The next waiter takes its place.
		*ps = t
		t.ticket = s.ticket
		t.parent = s.parent
		t.prev = s.prev
		if t.prev != nil {
			t.prev.parent = t
		}
		t.next = s.next
		if t.next != nil {
			t.next.parent = t
		}
		if t.waitlink != nil {
			t.waittail = s.waittail
		} else {
			t.waittail = nil
		}
		t.waiters = s.waiters
		if t.waiters > 1 {
			t.waiters--
		}
		s.waitlink = nil
		s.waittail = nil
	} else {
		// Down to a leaf, and off.
		for s.next != nil || s.prev != nil {
			if s.next == nil || s.prev != nil && s.prev.ticket < s.next.ticket {
				root.rotateRight(s)
			} else {
				root.rotateLeft(s)
			}
		}
		if s.parent != nil {
			if s.parent.prev == s {
				s.parent.prev = nil
			} else {
				s.parent.next = nil
			}
		} else {
			root.treap = nil
		}
	}
	s.parent = nil
	s.elem = nil
	s.next = nil
	s.prev = nil
	s.ticket = 0
	return s
}

func (root *semaRoot) replace(p, x, y *sudog) {
	y.parent = p
	switch {
	case p == nil:
		root.treap = y
	case p.prev == x:
		p.prev = y
	default:
		if p.next != x {
			throw("semaRoot rotate")
		}
		p.next = y
	}
}

// rotateLeft turns (x a (y b c)) into (y (x a b) c).
func (root *semaRoot) rotateLeft(x *sudog) {
	p := x.parent
	y := x.next
	b := y.prev
	y.prev = x
	x.parent = y
	x.next = b
	if b != nil {
		b.parent = x
	}
	root.replace(p, x, y)
}

// rotateRight turns (y (x a b) c) into (x a (y b c)).
func (root *semaRoot) rotateRight(y *sudog) {
	p := y.parent
	x := y.prev
	b := x.next
	x.next = y
	y.parent = x
	y.prev = b
	if b != nil {
		b.parent = y
	}
	root.replace(p, y, x)
}

// notifyList is sync.Cond's list; the layout is sync's.
type notifyList struct {
	wait   atomic.Uint32 // ticket of the next waiter
	notify uint32        // ticket of the next to be woken
	lock   mutex
	head   *sudog
	tail   *sudog
}

// less compares tickets that may have wrapped.
func less(a, b uint32) bool { return int32(a-b) < 0 }

//go:linkname notifyListAdd sync.runtime_notifyListAdd
func notifyListAdd(l *notifyList) uint32 { return l.wait.Add(1) - 1 }

//go:linkname notifyListWait sync.runtime_notifyListWait
func notifyListWait(l *notifyList, t uint32) {
	lock(&l.lock)
	if less(t, l.notify) {
		unlock(&l.lock)
		return
	}
	s := acquireSudog()
	s.g = getg()
	s.ticket = t
	s.releasetime = 0
	if l.tail == nil {
		l.head = s
	} else {
		l.tail.next = s
	}
	l.tail = s
	t0 := blockclock()
	goparkunlock(&l.lock, waitReasonSyncCondWait, traceBlockCondWait, 3)
	blockedsince(t0)
	releaseSudog(s)
}

//go:linkname notifyListNotifyAll sync.runtime_notifyListNotifyAll
func notifyListNotifyAll(l *notifyList) {
	if l.wait.Load() == atomic.Load(&l.notify) {
		return
	}
	lock(&l.lock)
	s := l.head
	l.head = nil
	l.tail = nil
	atomic.Store(&l.notify, l.wait.Load())
	unlock(&l.lock)
	for s != nil {
		next := s.next
		s.next = nil
		if s.g.bubble != nil && getg().bubble != s.g.bubble {
			println("semaphore wake of synctest goroutine", s.g.goid, "from outside bubble")
			fatal("semaphore wake of synctest goroutine from outside bubble")
		}
		goready(s.g, 4)
		s = next
	}
}

//go:linkname notifyListNotifyOne sync.runtime_notifyListNotifyOne
func notifyListNotifyOne(l *notifyList) {
	if l.wait.Load() == atomic.Load(&l.notify) {
		return
	}
	lock(&l.lock)
	t := l.notify
	if t == l.wait.Load() {
		unlock(&l.lock)
		return
	}
	atomic.Store(&l.notify, t+1)
	// The waiter with ticket t may not be in the list yet; then it will not wait.
	var p *sudog
	for s := l.head; s != nil; p, s = s, s.next {
		if s.ticket != t {
			continue
		}
		n := s.next
		if p != nil {
			p.next = n
		} else {
			l.head = n
		}
		if n == nil {
			l.tail = p
		}
		unlock(&l.lock)
		s.next = nil
		if s.g.bubble != nil && getg().bubble != s.g.bubble {
			println("semaphore wake of synctest goroutine", s.g.goid, "from outside bubble")
			fatal("semaphore wake of synctest goroutine from outside bubble")
		}
		goready(s.g, 4)
		return
	}
	unlock(&l.lock)
}

//go:linkname notifyListCheck sync.runtime_notifyListCheck
func notifyListCheck(sz uintptr) {
	if sz != unsafe.Sizeof(notifyList{}) {
		print("runtime: bad notifyList size - sync=", sz, " runtime=", unsafe.Sizeof(notifyList{}), "\n")
		throw("bad notifyList size")
	}
}

//go:linkname internal_sync_nanotime internal/sync.runtime_nanotime
func internal_sync_nanotime() int64 { return nanotime() }
