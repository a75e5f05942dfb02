// Finding the next goroutine to run.
//
// Each p has a local queue of 256 goroutines and a slot, runnext, for the one just made
// ready, which inherits the time slice of who readied it. The global queue is looked at
// every 61st tick. Who finds nothing takes half of another p's queue, in random order;
// at most half as many threads as busy ps search ("spin") at a time. A spinning
// thread that finds work wakes another, so that the last one that finds nothing can sleep:
// it gives up its p, stops being counted as spinning and then looks once more everywhere,
// while who submits work first publishes it and then looks for spinning threads.

package runtime

import (
	"internal/runtime/atomic"
	"unsafe"
)

// execute runs gp on this thread. inheritTime: it goes on with the current time slice.
func execute(gp *g, inheritTime bool) {
	mp := getg().m
	mp.curg = gp
	gp.m = mp
	casgstatus(gp, _Grunnable, _Grunning)
	gp.waitsince = 0
	gp.preempt = false
	if gp.stack.hi == 0 {
		stackattach(gp, mp.p.ptr())
	}
	gp.stackguard0 = gp.stack.lo
	if !inheritTime {
		mp.p.ptr().schedtick++
	}
	gogo(&gp.sched)
}

// schedule runs one round: find a goroutine, run it. It does not return.
func schedule() {
	mp := getg().m
	if mp.locks != 0 {
		throw("schedule: holding locks")
	}
	if mp.lockedg != 0 {
		stoplockedm()
		execute(mp.lockedg.ptr(), false)
	}
	for {
		pp := mp.p.ptr()
		pp.preempt = false
		if mp.spinning && (pp.runnext != 0 || pp.runqhead != pp.runqtail) {
			throw("schedule: spinning with local work")
		}
		gp, inheritTime, tryWakeP := findRunnable()
		if mp.spinning {
			resetspinning()
		}
		if tryWakeP {
			wakep()
		}
		if gp.lockedm != 0 {
			// It has a thread of its own: hand over our p to it.
			startlockedm(gp)
			continue
		}
		execute(gp, inheritTime)
	}
}

// findRunnable blocks until there is a goroutine to run.
func findRunnable() (gp *g, inheritTime, tryWakeP bool) {
	mp := getg().m
top:
	pp := mp.p.ptr()
	if sched.gcwaiting.Load() {
		gcstopm()
		goto top
	}
	if pp.runSafePointFn != 0 {
		runSafePointFn()
	}
	now, pollUntil, _ := pp.timers.check(0, nil)

	// Now and then the global queue first, lest two goroutines that wake each other starve it.
	if pp.schedtick%61 == 0 && !sched.runq.empty() {
		lock(&sched.lock)
		gp := globrunqget()
		unlock(&sched.lock)
		if gp != nil {
			return gp, false, false
		}
	}
	if gp, inherit := runqget(pp); gp != nil {
		return gp, inherit, false
	}
	if !sched.runq.empty() {
		lock(&sched.lock)
		gp, q := globrunqgetbatch(int32(len(pp.runq)) / 2)
		unlock(&sched.lock)
		if gp != nil {
			runqputbatch(pp, &q)
			return gp, false, false
		}
	}
	// The network, without waiting.
	if netpollinited() && netpollAnyWaiters() && sched.lastpoll.Load() != 0 && sched.pollingNet.Swap(1) == 0 {
		list, delta := netpoll(0)
		sched.pollingNet.Store(0)
		if !list.empty() {
			gp := list.pop()
			injectglist(&list)
			netpollAdjustWaiters(delta)
			casgstatus(gp, _Gwaiting, _Grunnable)
			return gp, false, false
		}
	}
	if mp.spinning || 2*sched.nmspinning.Load() < gomaxprocs-sched.npidle.Load() {
		if !mp.spinning {
			mp.becomeSpinning()
		}
		gp, inheritTime, tnow, w, newWork := stealWork(now)
		if gp != nil {
			return gp, inheritTime, false
		}
		if newWork {
			goto top
		}
		now = tnow
		if w != 0 && (pollUntil == 0 || w < pollUntil) {
			pollUntil = w
		}
	}

	// Nothing: give up the p.
	allpSnapshot := allp
	idlepMaskSnapshot := idlepMask
	timerpMaskSnapshot := timerpMask
	lock(&sched.lock)
	if sched.gcwaiting.Load() || pp.runSafePointFn != 0 {
		unlock(&sched.lock)
		goto top
	}
	if !sched.runq.empty() {
		gp, q := globrunqgetbatch(int32(len(pp.runq)) / 2)
		unlock(&sched.lock)
		if gp == nil {
			throw("global runq empty with non-zero runqsize")
		}
		runqputbatch(pp, &q)
		return gp, false, false
	}
	if !mp.spinning && sched.needspinning.Load() == 1 {
		mp.becomeSpinning()
		unlock(&sched.lock)
		goto top
	}
	if releasep() != pp {
		throw("findRunnable: wrong p")
	}
	now = pidleput(pp, now)
	unlock(&sched.lock)

	wasSpinning := mp.spinning
	if mp.spinning {
		mp.spinning = false
		if sched.nmspinning.Add(-1) < 0 {
			throw("findRunnable: negative nmspinning")
		}
		// Look again: whoever submitted work meanwhile counted on us.
		lock(&sched.lock)
		if !sched.runq.empty() {
			pp, _ := pidlegetSpinning(0)
			if pp != nil {
				gp, q := globrunqgetbatch(int32(len(pp.runq)) / 2)
				unlock(&sched.lock)
				if gp == nil {
					throw("global runq empty with non-zero runqsize")
				}
				acquirep(pp)
				runqputbatch(pp, &q)
				mp.becomeSpinning()
				return gp, false, false
			}
		}
		unlock(&sched.lock)
		if pp := checkRunqsNoP(allpSnapshot, idlepMaskSnapshot); pp != nil {
			acquirep(pp)
			mp.becomeSpinning()
			goto top
		}
		pollUntil = checkTimersNoP(allpSnapshot, timerpMaskSnapshot, pollUntil)
	}

	// Sleep in the poller, if nobody else does, else on our note.
	if netpollinited() && (netpollAnyWaiters() || pollUntil != 0) && sched.lastpoll.Swap(0) != 0 {
		sched.pollUntil.Store(pollUntil)
		if mp.p != 0 {
			throw("findRunnable: netpoll with p")
		}
		if mp.spinning {
			throw("findRunnable: netpoll with spinning")
		}
		delay := int64(-1)
		if pollUntil != 0 {
			if now == 0 {
				now = nanotime()
			}
			delay = max(pollUntil-now, 0)
		}
		list, delta := netpoll(delay)
		now = nanotime()
		sched.pollUntil.Store(0)
		sched.lastpoll.Store(now)
		lock(&sched.lock)
		pp, _ := pidleget(now)
		unlock(&sched.lock)
		if pp == nil {
			injectglist(&list)
			netpollAdjustWaiters(delta)
		} else {
			acquirep(pp)
			if !list.empty() {
				gp := list.pop()
				injectglist(&list)
				netpollAdjustWaiters(delta)
				casgstatus(gp, _Gwaiting, _Grunnable)
				return gp, false, false
			}
			if wasSpinning {
				mp.becomeSpinning()
			}
			goto top
		}
	} else if pollUntil != 0 && netpollinited() {
		pollerPollUntil := sched.pollUntil.Load()
		if pollerPollUntil == 0 || pollerPollUntil > pollUntil {
			netpollBreak()
		}
	}
	stopm()
	goto top
}

// pollWork: is there anything to do beside what runs?
func pollWork() bool {
	if !sched.runq.empty() || !runqempty(getg().m.p.ptr()) {
		return true
	}
	if netpollinited() && netpollAnyWaiters() && sched.lastpoll.Load() != 0 {
		if list, delta := netpoll(0); !list.empty() {
			injectglist(&list)
			netpollAdjustWaiters(delta)
			return true
		}
	}
	return false
}

// stealWork tries four rounds over all other ps; the last also runs their timers and takes
// what stands in runnext.
func stealWork(now int64) (gp *g, inheritTime bool, rnow, pollUntil int64, newWork bool) {
	pp := getg().m.p.ptr()
	ranTimer := false
	const tries = 4
	for i := 0; i < tries; i++ {
		last := i == tries-1
		for enum := stealOrder.start(cheaprand()); !enum.done(); enum.next() {
			if sched.gcwaiting.Load() {
				return nil, false, now, pollUntil, true
			}
			p2 := allp[enum.position()]
			if pp == p2 {
				continue
			}
			if last && timerpMask.read(enum.position()) {
				tnow, w, ran := p2.timers.check(now, nil)
				now = tnow
				if w != 0 && (pollUntil == 0 || w < pollUntil) {
					pollUntil = w
				}
				if ran {
					// The timer may have made something runnable here.
					if gp, inherit := runqget(pp); gp != nil {
						return gp, inherit, now, pollUntil, ranTimer
					}
					ranTimer = true
				}
			}
			if !idlepMask.read(enum.position()) {
				if gp := runqsteal(pp, p2, last); gp != nil {
					return gp, false, now, pollUntil, ranTimer
				}
			}
		}
	}
	return nil, false, now, pollUntil, ranTimer
}

// checkRunqsNoP returns an idle p if any p has work to steal.
func checkRunqsNoP(allpSnapshot []*p, idlepMaskSnapshot pMask) *p {
	for id, p2 := range allpSnapshot {
		if !idlepMaskSnapshot.read(uint32(id)) && !runqempty(p2) {
			lock(&sched.lock)
			pp, _ := pidlegetSpinning(0)
			unlock(&sched.lock)
			return pp
		}
	}
	return nil
}

func checkTimersNoP(allpSnapshot []*p, timerpMaskSnapshot pMask, pollUntil int64) int64 {
	for id, p2 := range allpSnapshot {
		if timerpMaskSnapshot.read(uint32(id)) {
			w := p2.timers.wakeTime()
			if w != 0 && (pollUntil == 0 || w < pollUntil) {
				pollUntil = w
			}
		}
	}
	return pollUntil
}

// wakeNetPoller makes somebody notice a timer that is due earlier than what is waited for.
func wakeNetPoller(when int64) {
	if sched.lastpoll.Load() == 0 {
		until := sched.pollUntil.Load()
		if until == 0 || until > when {
			netpollBreak()
		}
	} else {
		wakep()
	}
}

func (mp *m) becomeSpinning() {
	mp.spinning = true
	sched.nmspinning.Add(1)
	sched.needspinning.Store(0)
}

func resetspinning() {
	mp := getg().m
	if !mp.spinning {
		throw("resetspinning: not a spinning m")
	}
	mp.spinning = false
	if sched.nmspinning.Add(-1) < 0 {
		throw("findRunnable: negative nmspinning")
	}
	wakep()
}

// injectglist makes every goroutine of the list runnable.
func injectglist(glist *gList) {
	if glist.empty() {
		return
	}
	var q gQueue
	for !glist.empty() {
		gp := glist.pop()
		casgstatus(gp, _Gwaiting, _Grunnable)
		q.pushBack(gp)
	}
	startIdle := func(n int32) {
		for ; n > 0; n-- {
			mp := acquirem()
			lock(&sched.lock)
			pp, _ := pidlegetSpinning(0)
			if pp == nil {
				unlock(&sched.lock)
				releasem(mp)
				break
			}
			startm(pp, false, true)
			unlock(&sched.lock)
			releasem(mp)
		}
	}
	pp := getg().m.p.ptr()
	if pp == nil {
		n := q.size
		lock(&sched.lock)
		globrunqputbatch(&q)
		unlock(&sched.lock)
		startIdle(n)
		return
	}
	n := q.size
	var glob gQueue
	npidle := sched.npidle.Load()
	var k int32
	for ; k < npidle && !q.empty(); k++ {
		glob.pushBack(q.pop())
	}
	if k > 0 {
		lock(&sched.lock)
		globrunqputbatch(&glob)
		unlock(&sched.lock)
		startIdle(k)
		n -= k
	}
	if !q.empty() {
		runqputbatch(pp, &q)
	}
	wakep()
}

// The global queue. sched.lock is held.

func globrunqput(gp *g)     { sched.runq.pushBack(gp) }
func globrunqputhead(gp *g) { sched.runq.push(gp) }

func globrunqputbatch(batch *gQueue) {
	sched.runq.pushBackAll(*batch)
	*batch = gQueue{}
}

func globrunqget() *g {
	if sched.runq.size == 0 {
		return nil
	}
	return sched.runq.pop()
}

// globrunqgetbatch takes a fair share, at most n.
func globrunqgetbatch(n int32) (gp *g, q gQueue) {
	if sched.runq.size == 0 {
		return
	}
	n = min(n, sched.runq.size, sched.runq.size/gomaxprocs+1)
	gp = sched.runq.pop()
	for n--; n > 0; n-- {
		q.pushBack(sched.runq.pop())
	}
	return
}

// The local queue.

func runqempty(pp *p) bool {
	for {
		head := atomic.Load(&pp.runqhead)
		tail := atomic.Load(&pp.runqtail)
		next := atomic.Loaduintptr((*uintptr)(unsafe.Pointer(&pp.runnext)))
		// A goroutine kicked out of runnext may be on its way to the queue.
		if tail == atomic.Load(&pp.runqtail) {
			return head == tail && next == 0
		}
	}
}

// runqput adds gp to pp's queue; only the owner may. next: put it into runnext.
func runqput(pp *p, gp *g, next bool) {
	if next {
		for {
			old := pp.runnext
			if pp.runnext.cas(old, guintptr(unsafe.Pointer(gp))) {
				if old == 0 {
					return
				}
				gp = old.ptr()
				break
			}
		}
	}
	for {
		h := atomic.LoadAcq(&pp.runqhead)
		t := pp.runqtail
		if t-h < uint32(len(pp.runq)) {
			pp.runq[t%uint32(len(pp.runq))].set(gp)
			atomic.StoreRel(&pp.runqtail, t+1)
			return
		}
		if runqputslow(pp, gp, h, t) {
			return
		}
	}
}

// runqputslow moves half of a full queue, and gp, to the global one.
func runqputslow(pp *p, gp *g, h, t uint32) bool {
	var batch [len(pp.runq)/2 + 1]*g
	n := (t - h) / 2
	if n != uint32(len(pp.runq)/2) {
		throw("runqputslow: queue is not full")
	}
	for i := uint32(0); i < n; i++ {
		batch[i] = pp.runq[(h+i)%uint32(len(pp.runq))].ptr()
	}
	if !atomic.CasRel(&pp.runqhead, h, h+n) {
		return false
	}
	batch[n] = gp
	var q gQueue
	for i := uint32(0); i <= n; i++ {
		q.pushBack(batch[i])
	}
	lock(&sched.lock)
	globrunqputbatch(&q)
	unlock(&sched.lock)
	return true
}

func runqputbatch(pp *p, q *gQueue) {
	if q.empty() {
		return
	}
	h := atomic.LoadAcq(&pp.runqhead)
	t := pp.runqtail
	n := uint32(0)
	for !q.empty() && t-h < uint32(len(pp.runq)) {
		pp.runq[t%uint32(len(pp.runq))].set(q.pop())
		t++
		n++
	}
	atomic.StoreRel(&pp.runqtail, t)
	if !q.empty() {
		lock(&sched.lock)
		globrunqputbatch(q)
		unlock(&sched.lock)
	}
}

func runqget(pp *p) (gp *g, inheritTime bool) {
	if next := pp.runnext; next != 0 && pp.runnext.cas(next, 0) {
		return next.ptr(), true
	}
	for {
		h := atomic.LoadAcq(&pp.runqhead)
		t := pp.runqtail
		if t == h {
			return nil, false
		}
		gp := pp.runq[h%uint32(len(pp.runq))].ptr()
		if atomic.CasRel(&pp.runqhead, h, h+1) {
			return gp, false
		}
	}
}

// runqdrain empties the queue.
func runqdrain(pp *p) (q gQueue) {
	for {
		gp, _ := runqget(pp)
		if gp == nil {
			return q
		}
		q.pushBack(gp)
	}
}

// runqgrab takes half of pp's queue into batch, a ring starting at batchHead.
func runqgrab(pp *p, batch *[256]guintptr, batchHead uint32, stealRunNextG bool) uint32 {
	for {
		h := atomic.LoadAcq(&pp.runqhead)
		t := atomic.LoadAcq(&pp.runqtail)
		n := t - h
		n -= n / 2
		if n == 0 {
			if !stealRunNextG {
				return 0
			}
			next := pp.runnext
			if next == 0 {
				return 0
			}
			if pp.status == _Prunning {
				// Its owner is probably about to run it: give it a chance.
				if mp := pp.m.ptr(); mp != nil {
					if gp := mp.curg; gp == nil || readgstatus(gp)&^_Gscan != _Gsyscall {
						usleep(3)
					}
				}
			}
			if !pp.runnext.cas(next, 0) {
				continue
			}
			batch[batchHead%uint32(len(batch))] = next
			return 1
		}
		if n > uint32(len(pp.runq)/2) { // head and tail were not from one moment
			continue
		}
		for i := uint32(0); i < n; i++ {
			batch[(batchHead+i)%uint32(len(batch))] = pp.runq[(h+i)%uint32(len(pp.runq))]
		}
		if atomic.CasRel(&pp.runqhead, h, h+n) {
			return n
		}
	}
}

// runqsteal moves half of p2's queue to pp's and returns one of them.
func runqsteal(pp, p2 *p, stealRunNextG bool) *g {
	t := pp.runqtail
	n := runqgrab(p2, &pp.runq, t, stealRunNextG)
	if n == 0 {
		return nil
	}
	n--
	gp := pp.runq[(t+n)%uint32(len(pp.runq))].ptr()
	if n == 0 {
		return gp
	}
	h := atomic.LoadAcq(&pp.runqhead)
	if t-h+n >= uint32(len(pp.runq)) {
		throw("runqsteal: runq overflow")
	}
	atomic.StoreRel(&pp.runqtail, t+n)
	return gp
}

// A pMask has a bit for each p.
type pMask []uint32

func (m pMask) read(id uint32) bool { return atomic.Load(&m[id/32])&(1<<(id%32)) != 0 }
func (m pMask) set(id int32)        { atomic.Or(&m[id/32], 1<<(uint32(id)%32)) }
func (m pMask) clear(id int32)      { atomic.And(&m[id/32], ^uint32(1<<(uint32(id)%32))) }
func (m pMask) any() bool {
	for i := range m {
		if atomic.Load(&m[i]) != 0 {
			return true
		}
	}
	return false
}

func (m pMask) resize(nprocs int32) pMask {
	words := (nprocs + 31) / 32
	if int(words) <= cap(m) {
		return m[:words]
	}
	n := make([]uint32, words)
	copy(n, m)
	return n
}

// pidleput and pidleget: the list of ps without a thread. sched.lock is held.

func pidleput(pp *p, now int64) int64 {
	if !runqempty(pp) {
		throw("pidleput: P has non-empty run queue")
	}
	if now == 0 {
		now = nanotime()
	}
	if pp.timers.len.Load() == 0 {
		timerpMask.clear(pp.id)
	}
	idlepMask.set(pp.id)
	pp.link = sched.pidle
	sched.pidle.set(pp)
	sched.npidle.Add(1)
	return now
}

func pidleget(now int64) (*p, int64) {
	pp := sched.pidle.ptr()
	if pp != nil {
		if now == 0 {
			now = nanotime()
		}
		timerpMask.set(pp.id)
		idlepMask.clear(pp.id)
		sched.pidle = pp.link
		sched.npidle.Add(-1)
	}
	return pp, now
}

// pidlegetSpinning is for who has found work: if there is no p, a thread that gives
// up its p must spin instead.
func pidlegetSpinning(now int64) (*p, int64) {
	pp, now := pidleget(now)
	if pp == nil {
		sched.needspinning.Store(1)
		return nil, now
	}
	return pp, now
}

// A randomOrder walks 0..count-1 from a random start with a random stride that has no common
// factor with count.
type randomOrder struct {
	count    uint32
	coprimes []uint32
}

type randomEnum struct {
	i, count, pos, inc uint32
}

var stealOrder randomOrder

func (ord *randomOrder) reset(count uint32) {
	ord.count = count
	ord.coprimes = ord.coprimes[:0]
	for i := uint32(1); i <= count; i++ {
		if gcd(i, count) == 1 {
			ord.coprimes = append(ord.coprimes, i)
		}
	}
}

func (ord *randomOrder) start(i uint32) randomEnum {
	return randomEnum{
		count: ord.count,
		pos:   i % ord.count,
		inc:   ord.coprimes[i/ord.count%uint32(len(ord.coprimes))],
	}
}

func (enum *randomEnum) done() bool { return enum.i == enum.count }

func (enum *randomEnum) next() {
	enum.i++
	enum.pos = (enum.pos + enum.inc) % enum.count
}

func (enum *randomEnum) position() uint32 { return enum.pos }

func gcd(a, b uint32) uint32 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
