// Specials: what hangs on an object. A finalizer, cleanups, a handle for weak pointers.
//
// A special is a record outside the heap, on the list of its object's span. While the object lives, what the
// record refers to lives (the closure, the handle); of an object with a finalizer all that it refers to,
// but not itself, lives too, since the finalizer will get it. When sweeping finds that the object
// is dead:
//
//   - weak pointers to it become nil, also if it has a finalizer;
//   - the finalizer is queued, and the object stays for one more cycle, without it;
//   - cleanups of an object without finalizer are queued, and it is freed.
package runtime

import (
	"internal/runtime/sys"
	"unsafe"
)

type specialKind uint8

const (
	specialFinalizer specialKind = iota
	specialCleanup
	specialWeak
	specialProfile // sampled for the heap profile; fn is its bucket
)

type special struct {
	_      sys.NotInHeap
	next   *special // in the order of specialKey
	prev   *special
	offset uintptr // from the span's start to where the pointer pointed
	kind   specialKind
	fires  bool           // a finalizer whose object was found dead
	fn     unsafe.Pointer // *funcval of a finalizer or cleanup; of a weak pointer its handle
	ptrTyp *_type         // what a finalizer was set on
	fnTyp  *_type
	id     uint64 // of a cleanup
}

// specialsLock guards the lists of specials and the queues of what is to be run.
var specialsLock mutex

var specialFree *special

// specialKey is what a span's specials are ordered by.
func specialKey(offset uintptr, kind specialKind) uintptr { return offset<<2 | uintptr(kind) }

func (sp *special) key() uintptr { return specialKey(sp.offset, sp.kind) }

// A specialIndex says for each part of a span where the last search among its specials ended; nil: unknown.
type specialIndex struct {
	_    sys.NotInHeap
	at   [specialParts]*special
	next *specialIndex // of specialIndexFree
}

const specialParts = 32

var specialIndexFree *specialIndex

// specialPart is the part of the span that offset lies in.
func (s *mspan) specialPart(offset uintptr) uintptr {
	return offset / (s.npages * (pageSize / specialParts))
}

// specialBefore is the last special whose key is less; nil: there is none. The search begins where the last one in the same part ended and
// goes both ways, so one pass over the objects of a span, in either direction, costs a step each. specialsLock is held.
func (s *mspan) specialBefore(key uintptr) *special {
	if s.specialAt == nil {
		return nil
	}
	sp := s.specials
	for part := s.specialPart(key >> 2); ; part-- {
		if at := s.specialAt.at[part]; at != nil {
			sp = at
			break
		}
		if part == 0 {
			break
		}
	}
	for sp != nil && sp.key() >= key {
		sp = sp.prev
	}
	for sp != nil && sp.next != nil && sp.next.key() < key {
		sp = sp.next
	}
	if sp != nil {
		s.specialAt.at[s.specialPart(sp.offset)] = sp
	}
	return sp
}

// firstSpecial is the first special of the kind at address p; nil: there is none. Others of the same key follow it. specialsLock is held.
func (s *mspan) firstSpecial(p uintptr, kind specialKind) *special {
	key := specialKey(p-s.startAddr, kind)
	sp := s.specials
	if before := s.specialBefore(key); before != nil {
		sp = before.next
	}
	if sp == nil || sp.key() != key {
		return nil
	}
	return sp
}

// addSpecial hangs a new record on the object that p points to. specialsLock is held.
func (s *mspan) addSpecial(p uintptr, kind specialKind, fn unsafe.Pointer) *special {
	sp := specialFree
	if sp == nil {
		sp = (*special)(persistentalloc(unsafe.Sizeof(special{}), 8, &memstats.other_sys))
	} else {
		specialFree = sp.next
		*sp = special{}
	}
	sp.offset, sp.kind, sp.fn = p-s.startAddr, kind, fn
	if s.specialAt == nil {
		s.specialAt = newSpecialIndex()
	}
	sp.prev = s.specialBefore(sp.key())
	if sp.prev != nil {
		sp.next, sp.prev.next = sp.prev.next, sp
	} else {
		sp.next, s.specials = s.specials, sp
	}
	if sp.next != nil {
		sp.next.prev = sp
	}
	s.specialAt.at[s.specialPart(sp.offset)] = sp
	return sp
}

// newSpecialIndex gives an empty one. specialsLock is held.
func newSpecialIndex() *specialIndex {
	index := specialIndexFree
	if index == nil {
		return (*specialIndex)(persistentalloc(unsafe.Sizeof(specialIndex{}), 8, &memstats.other_sys))
	}
	specialIndexFree = index.next
	*index = specialIndex{}
	return index
}

// removeSpecial takes a record off its span's list. specialsLock is held, or the world is stopped.
func (s *mspan) removeSpecial(sp *special) {
	if sp.prev != nil {
		sp.prev.next = sp.next
	} else {
		s.specials = sp.next
	}
	if sp.next != nil {
		sp.next.prev = sp.prev
	}
	if at := &s.specialAt.at[s.specialPart(sp.offset)]; *at == sp {
		*at = nil
	}
	if s.specials == nil {
		s.specialAt.next = specialIndexFree
		specialIndexFree = s.specialAt
		s.specialAt = nil
	}
	*sp = special{next: specialFree}
	specialFree = sp
}

// removeSpecials unlinks the records for which fn says so. specialsLock is held, or the world is stopped.
func (s *mspan) removeSpecials(fn func(sp *special) bool) {
	for sp := s.specials; sp != nil; {
		next := sp.next
		if fn(sp) {
			s.removeSpecial(sp)
		}
		sp = next
	}
}

// specials marks what the specials of a batch of spans keep, from number first of mheap_.allspans on. All spans are swept; what is
// added meanwhile refers to what is found anyway.
func (w *marker) specials(first uintptr) {
	var batch [specialsBatch]*mspan
	h := &mheap_
	lock(&h.lock)
	n := copy(batch[:], h.allspans[first:h.nspans])
	unlock(&h.lock)
	for _, s := range batch[:n] {
		if s.specials == nil {
			continue
		}
		lock(&specialsLock)
		for sp := s.specials; sp != nil; sp = sp.next {
			w.pointer(uintptr(sp.fn))
			if sp.kind == specialFinalizer && !s.spanclass.noscan() {
				w.read(s.startAddr + s.objIndex(s.startAddr+sp.offset)*s.elemsize)
			}
		}
		unlock(&specialsLock)
	}
}

// As many spans are looked through at a time for specials.
const specialsBatch = 256

// sweepSpecials deals with the specials of dead objects, in the order told above. specialsLock is held.
func sweepSpecials(s *mspan) {
	dead := func(sp *special) bool { return !s.gcmarkBits.bit(s.objIndex(s.startAddr + sp.offset)) }
	s.removeSpecials(func(sp *special) bool {
		if !dead(sp) {
			return false
		}
		if sp.kind == specialWeak {
			*(*uintptr)(sp.fn) = 0
			return true
		}
		sp.fires = sp.kind == specialFinalizer
		return false
	})
	s.removeSpecials(func(sp *special) bool {
		if !sp.fires {
			return false
		}
		i := s.objIndex(s.startAddr + sp.offset)
		*(*uint64)(add(unsafe.Pointer(s.gcmarkBits), i/64*8)) |= 1 << (i % 64)
		gcController.heapLive.Add(s.elemsize) // marking has not counted it
		finalizerQueue.put(toRun{fn: sp.fn, arg: unsafe.Pointer(s.startAddr + sp.offset), ptrTyp: sp.ptrTyp, fnTyp: sp.fnTyp})
		return true
	})
	s.removeSpecials(func(sp *special) bool {
		if sp.kind == specialProfile && dead(sp) {
			(*memBucket)(sp.fn).countFree()
			return true
		}
		if sp.kind != specialCleanup || !dead(sp) {
			return false
		}
		cleanupQueue.put(toRun{fn: sp.fn})
		return true
	})
}

// A toRun is a finalizer or a cleanup whose object is dead.
type toRun struct {
	fn, arg       unsafe.Pointer
	ptrTyp, fnTyp *_type
}

// A runQueue holds what a goroutine of the runtime has to call.
type runQueue struct {
	first, last *runBlock
	g           *g
	started     bool
	idle        bool
	queued      uint64
	done        uint64
}

type runBlock struct {
	_          sys.NotInHeap
	next       *runBlock
	begin, end int
	list       [100]toRun
}

var (
	finalizerQueue runQueue
	cleanupQueue   runQueue
	runBlockFree   *runBlock
)

// put adds to the queue. specialsLock is held.
func (q *runQueue) put(r toRun) {
	b := q.last
	if b == nil || b.end == len(b.list) {
		b = runBlockFree
		if b == nil {
			b = (*runBlock)(persistentalloc(unsafe.Sizeof(runBlock{}), 8, &memstats.other_sys))
		} else {
			runBlockFree = b.next
			b.next, b.begin, b.end = nil, 0, 0
		}
		if q.last == nil {
			q.first = b
		} else {
			q.last.next = b
		}
		q.last = b
	}
	b.list[b.end] = r
	b.end++
	q.queued++
}

// counts is how much was ever queued, and how much of it is done.
func (q *runQueue) counts() (c struct{ queued, done uint64 }) {
	lock(&specialsLock)
	c.queued, c.done = q.queued, q.done
	unlock(&specialsLock)
	return c
}

// take removes the oldest. specialsLock is held.
func (q *runQueue) take() (r toRun, ok bool) {
	b := q.first
	if b == nil || b.begin == b.end {
		return r, false
	}
	r = b.list[b.begin]
	if gcMarking.on {
		shade(uintptr(r.fn))
		shade(uintptr(r.arg))
	}
	b.list[b.begin] = toRun{}
	b.begin++
	if b.begin == b.end {
		if q.first = b.next; q.first == nil {
			q.last = nil
		}
		b.next = runBlockFree
		runBlockFree = b
	}
	return r, true
}

// finalizers marks what queued calls need. While it does so calls may only leave the queue.
func (w *marker) finalizers() {
	lock(&specialsLock)
	for _, q := range [...]*runQueue{&finalizerQueue, &cleanupQueue} {
		for b := q.first; b != nil; b = b.next {
			for i := b.begin; i < b.end; i++ {
				w.pointer(uintptr(b.list[i].fn))
				w.pointer(uintptr(b.list[i].arg))
			}
		}
	}
	unlock(&specialsLock)
}

// serve calls what is queued, for ever.
func (q *runQueue) serve(reason waitReason, run func(r *toRun)) {
	q.g = getg()
	r := new(toRun) // not while the lock is held: allocating sweeps, and sweeping takes it
	for {
		lock(&specialsLock)
		ok := false
		if *r, ok = q.take(); !ok {
			q.idle = true
			goparkunlock(&specialsLock, reason, traceBlockSystemGoroutine, 1)
			continue
		}
		unlock(&specialsLock)
		run(r)
		*r = toRun{}
		lock(&specialsLock)
		q.done++
		unlock(&specialsLock)
	}
}

// wakeFinalizers lets the goroutines run that have something to call.
func wakeFinalizers() {
	for _, q := range [...]*runQueue{&finalizerQueue, &cleanupQueue} {
		lock(&specialsLock)
		wake := q.idle && q.first != nil
		if wake {
			q.idle = false
		}
		unlock(&specialsLock)
		if wake {
			goready(q.g, 1)
		}
	}
}

// waitEmpty waits until all that was queued has been called, at most timeout nanoseconds if that is positive.
func (q *runQueue) waitEmpty(timeout int64) bool {
	end := nanotime() + timeout
	for {
		lock(&specialsLock)
		empty := q.queued == q.done
		unlock(&specialsLock)
		if empty {
			return true
		}
		if timeout > 0 && nanotime() > end {
			return false
		}
		timeSleep(100_000)
	}
}
