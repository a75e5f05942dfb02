// Sweeping: what is not marked is free. An object's memory is not touched; it is cleared when it is given out again.
//
// After marking, mheap_.sweepgen goes up by 2, and every span is one that has to be swept:
//
//	span.sweepgen == mheap_.sweepgen - 2: it has to be swept
//	span.sweepgen == mheap_.sweepgen - 1: somebody sweeps it
//	span.sweepgen == mheap_.sweepgen:     it is swept, or new
//	span.sweepgen == 0:                   the record belongs to no span
//
// A span is swept by who changes its sweepgen from the first to the second: bgsweep in the background, who wants to
// allocate from it, who allocates much (a share in proportion, so that all are swept when the next collection begins),
// who looks at its specials. What must hold:
//
//   - Nobody allocates from a span, or looks at its specials, before it is swept (ensureSwept).
//   - Nobody is stopped while it sweeps: in a stop every span is swept or not. So the second state ends by itself.
//   - sweepgen changes only in a stop, and only if every span is swept.
//   - A span's lists (mcentral) are chosen by whether it is swept; it changes lists in the one critical section in which
//     sweepgen says that it is. Who sweeps a span to allocate from it takes it off its list at once.
//   - While marking is under way every span is swept, so that mark bits are what this collection has found.
package runtime

import (
	"internal/runtime/atomic"
	"internal/runtime/sys"
	"unsafe"
)

// gcSweep is the state of sweeping.
var gcSweep struct {
	left  atomic.Uintptr // spans that are not swept
	total uintptr        // how many there were
	basis uintptr        // gcController.heapLive at that time
	room  uintptr        // by how much it may grow until all are swept

	next uintptr // in mheap_.allspans; mheap_.lock is held

	lock mutex
	g    *g // bgsweep
	idle bool
}

// beginSweep makes all spans ones that have to be swept. The world is stopped, marking is over, all caches are empty.
func beginSweep() {
	h, w := &mheap_, &gcSweep
	if w.left.Load() != 0 {
		throw("gc: spans were not swept before the next collection")
	}
	h.sweepgen += 2
	w.total = h.spansInUse
	w.left.Store(w.total)
	w.next = 0
	w.basis = gcController.heapLive.Load()
	w.room = max(gcController.trigger.Load(), w.basis+pageSize) - w.basis
}

// sweepSome sweeps up to n spans and says how many it has swept; fewer than n: there are no more. It runs on a scheduling stack.
func sweepSome(n uintptr) (swept uintptr) {
	h := &mheap_
	var batch [32]*mspan
	for swept < n && gcSweep.left.Load() != 0 {
		lock(&h.lock)
		from := gcSweep.next
		got := min(h.nspans-from, min(uintptr(len(batch)), n-swept))
		copy(batch[:got], h.allspans[from:from+got])
		gcSweep.next = from + got
		unlock(&h.lock)
		if got == 0 {
			break
		}
		for _, s := range batch[:got] {
			if s.claimSweep() {
				s.sweep(false)
				swept++
			}
		}
	}
	return swept
}

// sweepAll sweeps all that is left, and waits for those that others sweep just now.
func sweepAll() {
	for more := true; more; {
		systemstack(func() { more = sweepSome(32) != 0 })
	}
	for gcSweep.left.Load() != 0 {
		osyield()
	}
}

// sweepInProportion is for who is about to take spans: after as much of the heap's growth as there may be until the next
// collection, all spans are swept. It runs on a scheduling stack.
func sweepInProportion() {
	w := &gcSweep
	left := w.left.Load()
	if left == 0 {
		return
	}
	grown := gcController.heapLive.Load() - w.basis
	if int(grown) <= 0 {
		return
	}
	due := min(w.total, uintptr(float64(w.total)*float64(grown)/float64(w.room)))
	for done := w.total - min(left, w.total); done < due; {
		n := sweepSome(min(due-done, 32))
		if n == 0 {
			break
		}
		done += n
	}
}

// claimSweep: the caller is the one that sweeps the span.
func (s *mspan) claimSweep() bool {
	gen := mheap_.sweepgen
	return atomic.Load(&s.sweepgen) == gen-2 && atomic.Cas(&s.sweepgen, gen-2, gen-1)
}

// ensureSwept returns when the span is swept (or gone).
func (s *mspan) ensureSwept() {
	gen := mheap_.sweepgen
	if atomic.Load(&s.sweepgen) == gen {
		return
	}
	if s.claimSweep() {
		systemstack(func() { s.sweep(false) })
		return
	}
	for atomic.Load(&s.sweepgen) == gen-1 {
		osyield()
	}
}

// sweep frees the span's objects that are not marked. taken: for the caller, who allocates from it, and on no list;
// otherwise the span goes onto the list where it belongs or, without objects, back to the heap. The caller has claimed it.
func (s *mspan) sweep(taken bool) {
	if s.specials != nil {
		lock(&specialsLock)
		sweepSpecials(s)
		unlock(&specialsLock)
	}
	words := (uintptr(s.nelems) + 63) / 64
	marked := uint16(0)
	for i := uintptr(0); i < words; i++ {
		marked += uint16(sys.OnesCount64(*(*uint64)(add(unsafe.Pointer(s.gcmarkBits), i*8))))
	}
	if freed := s.allocCount - marked; freed != 0 {
		noteFreed(s, uintptr(freed))
		s.needzero = 1
		if debug.gcpoison > 0 {
			s.poison()
		}
	}
	c := &mheap_.central[s.spanclass].mcentral
	if marked == 0 && !taken {
		lock(&c.lock)
		if s.list != nil {
			s.list.remove(s)
		}
		unlock(&c.lock)
		h := &mheap_
		lock(&h.lock)
		h.releaseLocked(s)
		unlock(&h.lock)
		gcSweep.left.Add(^uintptr(0))
		return
	}
	s.allocBits, s.gcmarkBits = s.gcmarkBits, s.otherBits
	s.otherBits = s.allocBits
	memclrNoHeapPointers(unsafe.Pointer(s.gcmarkBits), words*8)
	s.freeindex = 0
	s.allocCount = marked
	if taken {
		atomic.Store(&s.sweepgen, mheap_.sweepgen)
	} else {
		lock(&c.lock)
		if s.list != nil {
			s.list.remove(s)
		}
		atomic.Store(&s.sweepgen, mheap_.sweepgen)
		c.list(marked < s.nelems, true).append(s)
		unlock(&c.lock)
	}
	gcSweep.left.Add(^uintptr(0))
}

// poison overwrites the objects that are freed, so that who still uses one finds out (GODEBUG=gcpoison=1).
func (s *mspan) poison() {
	for i := uintptr(0); i < uintptr(s.nelems); i++ {
		if s.gcmarkBits.bit(i) || !s.isAllocated(i) {
			continue
		}
		for p := s.startAddr + i*s.elemsize; p < s.startAddr+(i+1)*s.elemsize; p += 8 {
			*(*uint64)(unsafe.Pointer(p)) = 0xdeadfeed00000bad
		}
	}
}

// bgsweep sweeps after each collection, a few spans at a time, while nobody else has anything to do.
func bgsweep(started chan<- bool) {
	w := &gcSweep
	w.g = getg()
	started <- true
	for {
		lock(&w.lock)
		w.idle = true
		goparkunlock(&w.lock, waitReasonGCSweepWait, traceBlockSystemGoroutine, 1)
		for more := true; more; {
			systemstack(func() { more = sweepSome(32) != 0 })
			goschedIfBusy()
		}
		systemstack(memProfileSwept)
		wakeAfterSweep()
	}
}

// goschedIfBusy gives way to others, if there are any or the goroutine has been asked to.
func goschedIfBusy() {
	gp := getg()
	if gp.preempt || !runqempty(gp.m.p.ptr()) || !sched.runq.empty() {
		mcall(gosched_m)
	}
}

// wakeSweeper is called after a collection.
func wakeSweeper() {
	w := &gcSweep
	lock(&w.lock)
	wake := w.idle && w.left.Load() != 0
	if wake {
		w.idle = false
	}
	unlock(&w.lock)
	if wake {
		goready(w.g, 1)
	}
}

// wakeAfterSweep starts what is to do once all is swept.
func wakeAfterSweep() {
	wakeFinalizers()
	wakeScavenger()
}
