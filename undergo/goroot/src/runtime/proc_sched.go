// Finding the next goroutine to run.
//
// In this order: every 61st time the global queue (two goroutines that wake each other would starve
// it), timers that are due, a worker of the collector whose turn it is, the p's own queue, the global queue, the network, other ps' queues.
// Who has found nothing gives up its p and sleeps, in the network poller or on the thread's note.
//
// No work may be left lying while processors are idle, and threads shall not be woken for nothing.
// A thread that searches other ps "spins"; at most half as many as there are busy ps do so. Who
// makes work available first publishes it and then wakes a thread, if none spins (wakep). A spinning
// thread that finds work wakes the next one, as there may be more; one that finds none stops
// counting as spinning and then looks once more at every place where work is published. So
// between the last spinner's two looks nothing gets lost: whoever publishes after the second look
// sees that nobody spins.

package runtime

// execute runs gp on this thread. inheritTime: it goes on with the current time slice.
func execute(gp *g, inheritTime bool) {
	mp := getg().m
	pp := mp.p.ptr()
	if gcMarking.on && gp.gcScan.Load() != gcMarking.scanned {
		gcScanNow(gp)
	}
	mp.curg = gp
	setMNoWB(&gp.m, mp)
	casgstatus(gp, _Grunnable, _Grunning)
	gp.noteRunning()
	gp.waitsince = 0
	gp.preempt = false
	if gp.stack.hi == 0 {
		stackattach(gp, pp)
	}
	gp.stackguard0 = gp.stack.lo
	if !inheritTime {
		pp.schedtick++
	}
	gogo(&gp.sched)
}

// schedule finds a goroutine and runs it. It does not return.
func schedule() {
	mp := getg().m
	if mp.locks != 0 {
		throw("schedule: holding locks")
	}
	if own := mp.lockedg.ptr(); own != nil {
		stoplockedm()
		execute(own, false)
	}
	for {
		gp, inheritTime := findRunnable(mp)
		if mp.spinning {
			mp.stopSpinning()
			wakep()
		}
		if gp.lockedm == 0 {
			execute(gp, inheritTime)
		}
		// It has a thread of its own, which gets our p.
		startlockedm(gp)
	}
}

// findRunnable blocks until there is a goroutine to run.
func findRunnable(mp *m) (gp *g, inheritTime bool) {
	for gp == nil {
		if sched.gcwaiting.Load() {
			gcstopm()
			continue
		}
		pp := mp.p.ptr()
		pp.preempt = false
		s := search{mp: mp, pp: pp}
		s.runTimers(pp)
		if gcMarking.on {
			if gp = workerFor(pp); gp != nil {
				break
			}
		}
		if gp, inheritTime = s.here(); gp != nil {
			break
		}
		if gp = s.network(); gp != nil {
			break
		}
		if mp.spinning || 2*sched.nmspinning.Load() < gomaxprocs-sched.npidle.Load() {
			if !mp.spinning {
				mp.becomeSpinning()
			}
			if gp, inheritTime = s.elsewhere(); gp != nil || s.again {
				continue
			}
		}
		if gcMarking.on {
			if gp = idleWorkerFor(pp); gp != nil {
				break
			}
		}
		gp = s.rest()
	}
	return gp, inheritTime
}

// A search is one round of findRunnable.
type search struct {
	mp *m
	pp *p // nil from when it was given up

	now int64 // 0 while nobody has asked for the time
	due int64 // the earliest timer seen that is not yet due; 0 if none

	again bool // something has happened that makes a new round worth while
}

// expect makes sure that we do not sleep past when.
func (s *search) expect(when int64) {
	if when != 0 && (s.due == 0 || when < s.due) {
		s.due = when
	}
}

// runTimers runs the timers of a p that are due, and says whether any were.
func (s *search) runTimers(owner *p) bool {
	now, next, ran := owner.timers.check(s.now, nil)
	s.now = now
	s.expect(next)
	return ran
}

// here looks into the p's own queue and the global one.
func (s *search) here() (gp *g, inheritTime bool) {
	if s.pp.schedtick%61 == 0 && !sched.runq.empty() {
		lock(&sched.lock)
		gp = sched.runq.pop()
		unlock(&sched.lock)
		if gp != nil {
			return gp, false
		}
	}
	if gp, inheritTime = runqget(s.pp); gp != nil {
		return gp, inheritTime
	}
	return runqfromglobal(s.pp), false
}

// network asks the poller, without waiting, unless another thread does.
func (s *search) network() *g {
	if !netpollinited() || !netpollAnyWaiters() || sched.lastpoll.Load() == 0 || sched.pollingNet.Swap(1) != 0 {
		return nil
	}
	list, delta := netpoll(0)
	sched.pollingNet.Store(0)
	return takeReady(&list, delta)
}

// takeReady makes runnable what the poller returned; the first goroutine is for the caller.
func takeReady(list *gList, delta int32) *g {
	first := list.pop()
	if first != nil {
		casgstatus(first, _Gwaiting, _Grunnable)
		injectglist(list)
	}
	netpollAdjustWaiters(delta)
	return first
}

// elsewhere goes over the other ps four times, each time in another order. The last time it also runs
// their timers and takes what they would run next.
func (s *search) elsewhere() (gp *g, inheritTime bool) {
	for round := 0; round < 4; round++ {
		last := round == 3
		for t := newTour(uint32(gomaxprocs)); t.left > 0; t.step() {
			if sched.gcwaiting.Load() {
				s.again = true
				return nil, false
			}
			victim := allp[t.at]
			if victim == s.pp {
				continue
			}
			// A timer makes goroutines runnable here, and perhaps more than one.
			if last && timerpMask.read(victim.id) && s.runTimers(victim) {
				s.again = true
				if gp, inheritTime = runqget(s.pp); gp != nil {
					return gp, inheritTime
				}
			}
			if idlepMask.read(victim.id) {
				continue // it has nothing
			}
			if gp = runqsteal(s.pp, victim, last); gp != nil {
				return gp, false
			}
		}
	}
	return nil, false
}

// rest gives up the p and sleeps. It returns with a p again: with a goroutine, or with nil for a
// new round.
func (s *search) rest() *g {
	mp := s.mp
	// Once the p is gone, procresize may change these.
	ps, idle, timed := allp, idlepMask, timerpMask

	lock(&sched.lock)
	switch {
	case sched.gcwaiting.Load():
		unlock(&sched.lock)
		return nil
	case !sched.runq.empty():
		unlock(&sched.lock)
		return runqfromglobal(s.pp)
	case !mp.spinning && sched.needspinning.Load() == 1:
		// Somebody had work and found no p.
		mp.becomeSpinning()
		unlock(&sched.lock)
		return nil
	}
	releasep()
	pidleput(s.pp)
	unlock(&sched.lock)
	s.pp = nil

	searched := mp.spinning
	if searched {
		mp.stopSpinning()
		if workWithoutP(ps, idle) {
			lock(&sched.lock)
			pp := pidlegetSpinning()
			unlock(&sched.lock)
			if pp != nil {
				acquirep(pp)
				mp.becomeSpinning()
				return nil
			}
		}
		for _, pp := range ps {
			if timed.read(pp.id) {
				s.expect(pp.timers.wakeTime())
			}
		}
	}

	if netpollinited() && (s.due != 0 || netpollAnyWaiters()) {
		if sched.lastpoll.Swap(0) != 0 {
			return s.waitForNetwork(searched)
		}
		// Another thread waits there. It must not sleep longer than we would have.
		if s.due != 0 {
			if until := sched.pollUntil.Load(); until == 0 || until > s.due {
				netpollBreak()
			}
		}
	}
	stopm()
	return nil
}

// workWithoutP: has anything been published since we gave up our p?
func workWithoutP(ps []*p, idle pMask) bool {
	if !sched.runq.empty() || gcMarking.on && markWorkLeft() {
		return true
	}
	for _, pp := range ps {
		if !idle.read(pp.id) && !runqempty(pp) {
			return true
		}
	}
	return false
}

// waitForNetwork sleeps in the poller until a file is ready, the next timer is due, or netpollBreak.
// searched: the thread was spinning. The caller has set sched.lastpoll to 0, which
// makes us the one that waits.
func (s *search) waitForNetwork(searched bool) *g {
	sched.pollUntil.Store(s.due)
	delay := int64(-1)
	if s.due != 0 {
		if s.now == 0 {
			s.now = nanotime()
		}
		delay = max(s.due-s.now, 0)
	}
	list, delta := netpoll(delay)
	now := nanotime()
	sched.pollUntil.Store(0)
	sched.lastpoll.Store(now)

	lock(&sched.lock)
	pp := pidleget()
	unlock(&sched.lock)
	if pp == nil {
		injectglist(&list)
		netpollAdjustWaiters(delta)
		stopm()
		return nil
	}
	acquirep(pp)
	first := takeReady(&list, delta)
	if first == nil && searched {
		s.mp.becomeSpinning()
	}
	return first
}

// wakeNetPoller makes somebody notice a timer that is due earlier than what is waited for.
func wakeNetPoller(when int64) {
	if sched.lastpoll.Load() != 0 {
		wakep() // nobody sleeps in the poller: a spinning thread will find the timer
		return
	}
	if until := sched.pollUntil.Load(); until == 0 || until > when {
		netpollBreak()
	}
}

func (mp *m) becomeSpinning() {
	mp.spinning = true
	sched.nmspinning.Add(1)
	sched.needspinning.Store(0)
}

func (mp *m) stopSpinning() {
	if !mp.spinning || sched.nmspinning.Add(-1) < 0 {
		throw("scheduler: threads that search are miscounted")
	}
	mp.spinning = false
}

// injectglist makes every goroutine of the list runnable: as many as ps are idle through
// the global queue, with a thread started for each, the others on the caller's p, if it has one.
func injectglist(list *gList) {
	if list.empty() {
		return
	}
	var q gQueue
	for gp := list.pop(); gp != nil; gp = list.pop() {
		casgstatus(gp, _Gwaiting, _Grunnable)
		q.pushBack(gp)
	}
	pp := getg().m.p.ptr()
	shared := q.size
	if pp != nil {
		shared = min(shared, sched.npidle.Load())
	}
	if shared > 0 {
		front := q.cut(shared)
		lock(&sched.lock)
		sched.runq.join(front)
		unlock(&sched.lock)
		wakeIdle(shared)
	}
	if pp != nil {
		runqputbatch(pp, &q)
		// Another thread may have taken the p that we counted as idle.
		wakep()
	}
}

// wakeIdle starts threads for at most n idle ps.
func wakeIdle(n int32) {
	self := acquirem() // if we were stopped with a p in hand, it would be nobody's
	for ; n > 0; n-- {
		lock(&sched.lock)
		pp := pidlegetSpinning()
		unlock(&sched.lock)
		if pp == nil {
			break
		}
		startm(pp, false)
	}
	releasem(self)
}

// Idle ps: those without a thread. sched.lock is held.

// pidleput lists a p, whose queue is empty.
func pidleput(pp *p) {
	if !runqempty(pp) {
		throw("pidleput: the p has work")
	}
	pp.noteIdle()
	pp.link = sched.pidle
	sched.npidle.Add(1)
	sched.pidle.set(pp)
	idlepMask.set(pp.id)
	if pp.timers.wakeTime() == 0 {
		// Only the owner adds timers: there will be none until somebody takes the p.
		timerpMask.clear(pp.id)
	}
}

// pidleget takes an idle p, or nil.
func pidleget() *p {
	pp := sched.pidle.ptr()
	if pp == nil {
		return nil
	}
	pp.noteBusy()
	sched.npidle.Add(-1)
	sched.pidle = pp.link
	idlepMask.clear(pp.id)
	timerpMask.set(pp.id) // its new owner may add some
	return pp
}

// pidlegetSpinning is for who has found work: if there is no p, the next thread that would give up
// its p must search instead.
func pidlegetSpinning() *p {
	pp := pidleget()
	if pp == nil {
		sched.needspinning.Store(1)
	}
	return pp
}

// A tour visits the numbers below a count once each: from a random one on in steps of
// a random length that has no factor in common with the count.
type tour struct {
	at, left      uint32
	stride, count uint32
}

// tourStrides holds the steps that are possible for gomaxprocs. procresize sets it.
var tourStrides []uint32

func newTour(count uint32) tour {
	r := cheaprand()
	return tour{at: r % count, left: count, stride: tourStrides[r/count%uint32(len(tourStrides))], count: count}
}

func (t *tour) step() {
	t.left--
	if t.at += t.stride; t.at >= t.count {
		t.at -= t.count
	}
}

func setTourStrides(count uint32) {
	strides := make([]uint32, 0, count)
	for n := uint32(1); n <= count; n++ {
		a, b := n, count
		for b != 0 {
			a, b = b, a%b
		}
		if a == 1 {
			strides = append(strides, n)
		}
	}
	tourStrides = strides
}
