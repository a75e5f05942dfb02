// Queues of goroutines that are ready to run.
//
// Lists are chained through g.schedlink; a g is on at most one. The global queue is such a list,
// under sched.lock. Each p has besides a ring of 256, which only its owner fills and
// anyone empties: the owner moves runqtail, whoever takes moves runqhead by a compare and
// swap after having copied what it takes. Entries between head and tail are valid; a copy made while
// others took them is void, and the swap then fails. runnext is a ring of one in front of it.

package runtime

import "internal/runtime/atomic"

// A gList is a stack of goroutines.
type gList struct {
	head guintptr
	size int32
}

func (l *gList) empty() bool { return l.head == 0 }

func (l *gList) push(gp *g) {
	gp.schedlink = l.head
	l.head = gp.guintptr()
	l.size++
}

func (l *gList) pop() *g {
	first := l.head.ptr()
	if first == nil {
		return nil
	}
	l.head, first.schedlink = first.schedlink, 0
	l.size--
	return first
}

// A gQueue is a queue of goroutines. tail means something only if head is not 0.
type gQueue struct {
	head guintptr
	tail guintptr
	size int32
}

func (q *gQueue) empty() bool { return q.head == 0 }

func (q *gQueue) pushBack(gp *g) {
	gp.schedlink = 0
	q.join(gQueue{head: gp.guintptr(), tail: gp.guintptr(), size: 1})
}

// join puts other behind q. The link of other's last goroutine is 0.
func (q *gQueue) join(other gQueue) {
	switch {
	case other.head == 0:
	case q.head == 0:
		*q = other
	default:
		q.tail.ptr().schedlink = other.head
		q.tail = other.tail
		q.size += other.size
	}
}

func (q *gQueue) pop() *g {
	first := q.head.ptr()
	if first == nil {
		return nil
	}
	q.head, first.schedlink = first.schedlink, 0
	q.size--
	return first
}

// cut takes the first n goroutines off, or all if there are fewer.
func (q *gQueue) cut(n int32) (front gQueue) {
	if n <= 0 || q.head == 0 {
		return gQueue{}
	}
	if n >= q.size {
		front, *q = *q, gQueue{}
		return front
	}
	last := q.head.ptr()
	for i := int32(1); i < n; i++ {
		last = last.schedlink.ptr()
	}
	front = gQueue{head: q.head, tail: last.guintptr(), size: n}
	q.head = last.schedlink
	q.size -= n
	last.schedlink = 0
	return front
}

// The global queue. sched.lock is held.

func globrunqput(gp *g) { sched.runq.pushBack(gp) }

// globrunqshare takes one p's share of the global queue: what lies there divided among all ps, but
// at least one goroutine and at most half of a ring.
func globrunqshare() gQueue {
	return sched.runq.cut(min(sched.runq.size/gomaxprocs+1, int32(runqSize/2)))
}

// runqfromglobal fetches a share for pp, whose ring is empty: the goroutine to run, the rest goes
// into the ring.
func runqfromglobal(pp *p) *g {
	if sched.runq.empty() {
		return nil
	}
	lock(&sched.lock)
	share := globrunqshare()
	unlock(&sched.lock)
	gp := share.pop()
	runqputbatch(pp, &share)
	return gp
}

const runqSize = uint32(len(p{}.runq))

// runqslot is the place in the ring of the i-th goroutine that was ever put there.
func (pp *p) runqslot(i uint32) *guintptr { return &pp.runq[i%runqSize] }

// runqempty is asked by anyone. Between two looks a goroutine may have been moved from runnext to the
// ring and its successor run, so that neither look saw one; but then the tail has moved.
func runqempty(pp *p) bool {
	for {
		tail := atomic.Load(&pp.runqtail)
		idle := atomic.Load(&pp.runqhead) == tail && atomic.Loaduintptr((*uintptr)(&pp.runnext)) == 0
		if tail == atomic.Load(&pp.runqtail) {
			return idle
		}
	}
}

// runqput makes gp wait for pp, which must be the caller's. next: it runs before all others, and who
// had that place queues up.
func runqput(pp *p, gp *g, next bool) {
	if next {
		before := pp.runnext
		for !pp.runnext.cas(before, gp.guintptr()) { // a thief may empty it
			before = pp.runnext
		}
		if gp = before.ptr(); gp == nil {
			return
		}
	}
	for !runqpush(pp, gp) && !runqspill(pp, gp) {
	}
}

// runqpush appends to the ring, if it has room.
func runqpush(pp *p, gp *g) bool {
	tail := pp.runqtail
	if tail-atomic.LoadAcq(&pp.runqhead) >= runqSize {
		return false
	}
	pp.runqslot(tail).set(gp)
	atomic.StoreRel(&pp.runqtail, tail+1)
	return true
}

// runqspill moves half of a full ring to the global queue, and gp behind them. It fails if thieves
// made room meanwhile.
func runqspill(pp *p, gp *g) bool {
	var half [runqSize]guintptr
	n := runqclaim(pp, &half, 0)
	if n == 0 {
		return false
	}
	var q gQueue
	for _, moved := range half[:n] {
		q.pushBack(moved.ptr())
	}
	q.pushBack(gp)
	lock(&sched.lock)
	sched.runq.join(q)
	unlock(&sched.lock)
	return true
}

// runqputbatch puts all of q into pp's ring, which must be the caller's; what does not fit goes to the
// global queue.
func runqputbatch(pp *p, q *gQueue) {
	room := runqSize - (pp.runqtail - atomic.LoadAcq(&pp.runqhead))
	tail := pp.runqtail
	for ; room > 0 && !q.empty(); room-- {
		pp.runqslot(tail).set(q.pop())
		tail++
	}
	atomic.StoreRel(&pp.runqtail, tail) // all at once
	if !q.empty() {
		lock(&sched.lock)
		sched.runq.join(*q)
		unlock(&sched.lock)
		*q = gQueue{}
	}
}

// runqget takes the next goroutine of the caller's p. One from runnext goes on with the time slice
// of who made it ready: two that wake each other in turn do not keep the others from running.
func runqget(pp *p) (gp *g, inheritTime bool) {
	// Only the owner fills runnext: if the swap fails, a thief has taken it.
	if first := pp.runnext; first != 0 && pp.runnext.cas(first, 0) {
		return first.ptr(), true
	}
	for tail := pp.runqtail; ; {
		head := atomic.LoadAcq(&pp.runqhead)
		if head == tail {
			return nil, false
		}
		gp = pp.runqslot(head).ptr()
		if atomic.CasRel(&pp.runqhead, head, head+1) {
			return gp, false
		}
	}
}

// runqclaim takes the older half of pp's ring, rounded up, into dst, a ring too, from index at on. It
// says how many.
func runqclaim(pp *p, dst *[runqSize]guintptr, at uint32) uint32 {
	for {
		head := atomic.LoadAcq(&pp.runqhead)
		count := atomic.LoadAcq(&pp.runqtail) - head
		if count == 0 {
			return 0
		}
		if count > runqSize {
			continue // others took between the two loads
		}
		half := count - count/2
		for i := head; i != head+half; i++ {
			dst[at%runqSize] = *pp.runqslot(i)
			at++
		}
		if atomic.CasRel(&pp.runqhead, head, head+half) {
			return half
		}
		at -= half
	}
}

// runqstealnext takes what stands in a victim's runnext. A victim that runs will soon block and run it
// itself: it gets a moment.
func runqstealnext(victim *p) *g {
	next := victim.runnext
	if next == 0 {
		return nil
	}
	if victim.status == _Prunning {
		usleep(3)
	}
	if !victim.runnext.cas(next, 0) {
		return nil
	}
	return next.ptr()
}

// runqsteal takes half of victim's goroutines for the caller's p, whose ring is empty, and returns
// one of them. fromNext: also who is next there, if nobody else is.
func runqsteal(pp, victim *p, fromNext bool) *g {
	tail := pp.runqtail
	n := runqclaim(victim, &pp.runq, tail)
	if n == 0 {
		if fromNext {
			return runqstealnext(victim)
		}
		return nil
	}
	// The last one runs; the others become visible.
	n--
	gp := pp.runqslot(tail + n).ptr()
	if n != 0 {
		atomic.StoreRel(&pp.runqtail, tail+n)
	}
	return gp
}

// runqdrain empties the queue of a p that stands still, in order.
func runqdrain(pp *p) (q gQueue) {
	for gp, _ := runqget(pp); gp != nil; gp, _ = runqget(pp) {
		q.pushBack(gp)
	}
	return q
}

// A pMask has a bit for each p. It outlives procresize: a longer one is a copy.
type pMask []uint32

func (m pMask) at(id int32) (word *uint32, bit uint32) {
	return &m[uint32(id)/32], 1 << (uint32(id) % 32)
}

func (m pMask) read(id int32) bool {
	word, bit := m.at(id)
	return atomic.Load(word)&bit != 0
}

func (m pMask) set(id int32) {
	word, bit := m.at(id)
	atomic.Or(word, bit)
}

func (m pMask) clear(id int32) {
	word, bit := m.at(id)
	atomic.And(word, ^bit)
}

func (m pMask) resize(nprocs int32) pMask {
	words := int(nprocs+31) / 32
	if words > cap(m) {
		m = append(make(pMask, 0, words), m...)
	}
	return m[:words]
}
