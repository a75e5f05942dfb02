// Channels: a lock, a ring of buffered values, and two queues of goroutines that wait.
//
// With the channel locked, a value goes one of these ways (trySend, tryRecv): from a sender straight to
// the goroutine that waits for it, on that one's stack perhaps; into the ring and out of it; and if the
// ring is full and senders wait, the oldest leaves it and the first sender's value takes the
// place. So the ring has no free place while a sender waits, and no value while a receiver does.
// Who finds no way waits (await); the other side then does all the work and only wakes it.
//
// A timer's channel (hchan.timer) holds one value, but looks unbuffered: len and cap are 0,
// and before it is looked at the timer gets a chance to send (time.go).

package runtime

import (
	"internal/runtime/atomic"
	"internal/runtime/math"
	"unsafe"
)

type hchan struct {
	qcount   uint           // values in the ring
	dataqsiz uint           // places in the ring
	buf      unsafe.Pointer // the ring
	elemsize uint16
	closed   uint32
	timer    *timer // that sends to this channel
	elemtype *_type
	sendx    uint // the next free place
	recvx    uint // the oldest value
	recvq    waitq
	sendq    waitq
	bubble   *synctestBubble
	lock     mutex
}

// A waitq is a list of sudogs, in the order in which they came.
type waitq struct {
	first *sudog
	last  *sudog
}

const (
	chanAlign = 8 // of the ring
	hchanSize = (unsafe.Sizeof(hchan{}) + chanAlign - 1) &^ (chanAlign - 1)
)

func (q *waitq) enqueue(sg *sudog) {
	sg.next, sg.prev = nil, q.last
	if q.last != nil {
		q.last.next = sg
	} else {
		q.first = sg
	}
	q.last = sg
}

// remove takes sg out of the queue. It may be out already: the first has no predecessor
// either, but q.first points to it.
func (q *waitq) remove(sg *sudog) {
	before, after := sg.prev, sg.next
	if before != nil {
		before.next = after
	} else if q.first == sg {
		q.first = after
	} else {
		return
	}
	if after != nil {
		after.prev = before
	} else {
		q.last = before
	}
	sg.next, sg.prev = nil, nil
}

// dequeue takes the first that still waits: one in a select may have been woken by another
// channel, and not have left this queue yet.
func (q *waitq) dequeue() *sudog {
	if q.first == nil {
		return nil // most often, and inline
	}
	return q.dequeueAny()
}

func (q *waitq) dequeueAny() *sudog {
	for sg := q.first; sg != nil; sg = q.first {
		q.remove(sg)
		if !sg.isSelect || sg.g.selectDone.CompareAndSwap(0, 1) {
			return sg
		}
	}
	return nil
}

// settle ends the wait of sg, which was dequeued: all that remains is to wake its goroutine.
func (sg *sudog) settle(success bool) *g {
	sg.elem = nil
	sg.success = success
	sg.g.param = unsafe.Pointer(sg)
	return sg.g
}

// makechan is make(chan T, size).
func makechan(t *chantype, size int) *hchan {
	elem := t.Elem
	if elem.Size_ > 1<<16-1 || elem.Align_ > chanAlign {
		throw("makechan: bad element type")
	}
	ring, overflow := math.MulUintptr(elem.Size_, uintptr(size))
	if size < 0 || overflow || ring > maxAlloc-hchanSize {
		panic(plainError("makechan: size out of range"))
	}
	var c *hchan
	if elem.Pointers() && ring > 0 {
		c = new(hchan)
		c.buf = mallocgc(ring, elem, true)
	} else {
		// One block, and nothing in it for the collector: elemtype is static, and a sudog is kept
		// by the goroutine that waits.
		c = (*hchan)(mallocgc(hchanSize+ring, nil, true))
		c.buf = add(unsafe.Pointer(c), hchanSize)
		if ring == 0 {
			c.buf = unsafe.Pointer(&c.buf) // not past the end of the block
		}
	}
	c.elemtype, c.elemsize = elem, uint16(elem.Size_)
	c.dataqsiz = uint(size)
	c.bubble = getg().bubble
	return c
}

func makechan64(t *chantype, size int64) *hchan { return makechan(t, int(size)) }

//go:linkname reflect_makechan reflect.makechan
func reflect_makechan(t *chantype, size int) *hchan { return makechan(t, size) }

// place is a place of the ring.
func (c *hchan) place(i uint) unsafe.Pointer { return add(c.buf, uintptr(i)*uintptr(c.elemsize)) }

// after is the place behind i.
func (c *hchan) after(i uint) uint {
	if i++; i < c.dataqsiz {
		return i
	}
	return 0
}

// move copies a value.
func (c *hchan) move(to, from unsafe.Pointer) {
	if c.elemsize == 8 && !c.elemtype.Pointers() {
		*(*uint64)(to) = *(*uint64)(from)
	} else {
		typedmemmove(c.elemtype, to, from)
	}
}

// clear makes a place zero.
func (c *hchan) clear(place unsafe.Pointer) {
	if c.elemsize == 8 && !c.elemtype.Pointers() {
		*(*uint64)(place) = 0
	} else {
		typedmemclr(c.elemtype, place)
	}
}

// take moves the oldest value of the ring to *ep, if ep is not nil. Its place is zero then: the ring keeps
// nothing that has left it, neither alive nor to be seen.
func (c *hchan) take(ep unsafe.Pointer) {
	oldest := c.place(c.recvx)
	if ep != nil {
		c.move(ep, oldest)
	}
	c.clear(oldest)
	c.recvx = c.after(c.recvx)
	c.qcount--
}

// put moves *ep to a free place of the ring.
func (c *hchan) put(ep unsafe.Pointer) {
	c.move(c.place(c.sendx), ep)
	c.sendx = c.after(c.sendx)
	c.qcount++
}

// trySend sends *ep if that is possible without waiting; woken, if not nil, has to be made runnable once
// c is unlocked. c is locked and not closed.
func (c *hchan) trySend(ep unsafe.Pointer) (sent bool, woken *g) {
	if sg := c.recvq.dequeue(); sg != nil {
		if sg.elem != nil {
			c.move(sg.elem, ep)
		}
		return true, sg.settle(true)
	}
	if c.qcount == c.dataqsiz {
		return false, nil
	}
	c.put(ep)
	return true, nil
}

// A recvOutcome says what became of a receive.
type recvOutcome uint8

const (
	recvWaits  recvOutcome = iota // there is nothing to be had
	recvValue                     // a value came
	recvClosed                    // the channel is closed and empty
)

// tryRecv receives to *ep, if ep is not nil and that is possible without waiting; woken as for
// trySend. c is locked.
func (c *hchan) tryRecv(ep unsafe.Pointer) (outcome recvOutcome, woken *g) {
	if c.qcount > 0 {
		c.take(ep)
		sg := c.sendq.dequeue()
		if sg == nil {
			return recvValue, nil
		}
		c.put(sg.elem)
		return recvValue, sg.settle(true)
	}
	if sg := c.sendq.dequeue(); sg != nil {
		if ep != nil {
			c.move(ep, sg.elem)
		}
		return recvValue, sg.settle(true)
	}
	if c.closed == 0 {
		return recvWaits, nil
	}
	if ep != nil {
		typedmemclr(c.elemtype, ep)
	}
	return recvClosed, nil
}

// await waits in q, one of c's queues, until another goroutine has dealt with *ep. It returns
// false if that was close. c is locked; it comes back unlocked.
func (c *hchan) await(q *waitq, ep unsafe.Pointer, reason waitReason, trace traceBlockReason) bool {
	gp := getg()
	sg := acquireSudog()
	sg.g = gp
	sg.c = c
	sg.elem = ep
	gp.waiting = sg
	q.enqueue(sg)
	if c.timer != nil {
		blockTimerChan(c)
	}
	t0 := blockclock()
	goparkunlock(&c.lock, reason, trace, 2)
	blockedsince(t0)
	if gp.waiting != sg {
		throw("G waiting list is corrupted")
	}
	if c.timer != nil {
		unblockTimerChan(c)
	}
	gp.waiting = nil
	gp.param = nil
	success := sg.success
	sg.c = nil
	releaseSudog(sg)
	return success
}

// checkBubble stops the program if c belongs to a bubble (synctest.go) that the goroutine is not in.
func (c *hchan) checkBubble(what string) {
	if c.bubble != nil && c.bubble != getg().bubble {
		fatal(what + " synctest channel from outside bubble")
	}
}

// wouldBlock says without the lock whether a send to c (or a receive, without what a timer or close
// may do for it) finds neither a place (a value) nor a partner. It was true of some moment during the call.
func (c *hchan) wouldBlock(send bool) bool {
	if c.dataqsiz == 0 {
		q := &c.sendq
		if send {
			q = &c.recvq
		}
		return atomic.Loadp(unsafe.Pointer(&q.first)) == nil
	}
	n := atomic.Loaduint(&c.qcount)
	return send && n == c.dataqsiz || !send && n == 0
}

func panicsendclosed() { panic(plainError("send on closed channel")) }

// chansend1 is c <- x.
func chansend1(c *hchan, elem unsafe.Pointer) { chansend(c, elem, true) }

// selectnbsend is select { case c <- x: ... default: ... }.
func selectnbsend(c *hchan, elem unsafe.Pointer) (selected bool) { return chansend(c, elem, false) }

// chansend sends *ep; it returns false if it would have to wait and block is false.
func chansend(c *hchan, ep unsafe.Pointer, block bool) bool {
	if c == nil {
		if block {
			gopark(nil, nil, waitReasonChanSendNilChan, traceBlockForever, 2)
		}
		return false
	}
	c.checkBubble("send on")
	// Closed must be looked at first: a channel that is closed later was open when it was full.
	if !block && atomic.Load(&c.closed) == 0 && c.wouldBlock(true) {
		return false
	}
	lock(&c.lock)
	if c.closed != 0 {
		unlock(&c.lock)
		panicsendclosed()
	}
	sent, woken := c.trySend(ep)
	if sent || !block {
		unlock(&c.lock)
		if woken != nil {
			goready(woken, 4)
		}
		return sent
	}
	reason := waitReasonChanSend
	if c.bubble != nil {
		reason = waitReasonSynctestChanSend
	}
	if !c.await(&c.sendq, ep, reason, traceBlockChanSend) {
		if c.closed == 0 {
			throw("chansend: spurious wakeup")
		}
		panicsendclosed()
	}
	return true
}

// chanrecv1 is <-c and x = <-c.
func chanrecv1(c *hchan, elem unsafe.Pointer) { chanrecv(c, elem, true) }

// chanrecv2 is x, ok = <-c.
func chanrecv2(c *hchan, elem unsafe.Pointer) bool {
	_, received := chanrecv(c, elem, true)
	return received
}

// selectnbrecv is select { case x, ok = <-c: ... default: ... }.
func selectnbrecv(elem unsafe.Pointer, c *hchan) (selected, received bool) {
	return chanrecv(c, elem, false)
}

// chanrecv receives into *ep, unless ep is nil. selected: it did not have to wait, or
// block is true; received: a value came, the channel is not just closed.
func chanrecv(c *hchan, ep unsafe.Pointer, block bool) (selected, received bool) {
	if c == nil {
		if block {
			gopark(nil, nil, waitReasonChanReceiveNilChan, traceBlockForever, 2)
		}
		return false, false
	}
	c.checkBubble("receive on")
	if c.timer != nil {
		c.timer.maybeRunChan(c)
	}
	// Closed must be looked at last: a channel that is not closed even now was open when it was
	// empty. One that is may have got its last values in between: look under the lock.
	if !block && c.wouldBlock(false) && atomic.Load(&c.closed) == 0 {
		return false, false
	}
	lock(&c.lock)
	outcome, woken := c.tryRecv(ep)
	if outcome != recvWaits || !block {
		unlock(&c.lock)
		if woken != nil {
			goready(woken, 4)
		}
		return outcome != recvWaits, outcome == recvValue
	}
	reason := waitReasonChanReceive
	if c.bubble != nil {
		reason = waitReasonSynctestChanReceive
	}
	return true, c.await(&c.recvq, ep, reason, traceBlockChanRecv)
}

// dismiss ends the wait of everybody in q, a queue of c, which is being closed.
func (c *hchan) dismiss(q *waitq, woken *gList) {
	for sg := q.dequeue(); sg != nil; sg = q.dequeue() {
		if q == &c.recvq && sg.elem != nil {
			typedmemclr(c.elemtype, sg.elem)
		}
		woken.push(sg.settle(false))
	}
}

// closechan is close(c).
func closechan(c *hchan) {
	if c == nil {
		panic(plainError("close of nil channel"))
	}
	c.checkBubble("close of")
	lock(&c.lock)
	if c.closed != 0 {
		unlock(&c.lock)
		panic(plainError("close of closed channel"))
	}
	atomic.Store(&c.closed, 1)
	var woken gList
	c.dismiss(&c.recvq, &woken)
	c.dismiss(&c.sendq, &woken)
	unlock(&c.lock)
	for gp := woken.pop(); gp != nil; gp = woken.pop() {
		goready(gp, 3)
	}
}

// timerchandrain throws away what a timer has sent, and reports whether there was something.
func timerchandrain(c *hchan) bool {
	if atomic.Loaduint(&c.qcount) == 0 {
		return false
	}
	lock(&c.lock)
	found := c.qcount > 0
	for c.qcount > 0 {
		c.take(nil)
	}
	unlock(&c.lock)
	return found
}

// hasRing: a timer's channel has one too, but that is nobody's business: it looks unbuffered.
func (c *hchan) hasRing() bool { return c != nil && c.timer == nil }

func chanlen(c *hchan) (n int) {
	if c.hasRing() {
		n = int(c.qcount)
	}
	return n
}

func chancap(c *hchan) (n int) {
	if c.hasRing() {
		n = int(c.dataqsiz)
	}
	return n
}

//go:linkname reflect_chansend reflect.chansend0
func reflect_chansend(c *hchan, elem unsafe.Pointer, nb bool) bool { return chansend(c, elem, !nb) }

//go:linkname reflect_chanrecv reflect.chanrecv
func reflect_chanrecv(c *hchan, nb bool, elem unsafe.Pointer) (selected, received bool) {
	return chanrecv(c, elem, !nb)
}

//go:linkname reflect_chanlen reflect.chanlen
func reflect_chanlen(c *hchan) int { return chanlen(c) }

//go:linkname reflectlite_chanlen internal/reflectlite.chanlen
func reflectlite_chanlen(c *hchan) int { return chanlen(c) }

//go:linkname reflect_chancap reflect.chancap
func reflect_chancap(c *hchan) int { return chancap(c) }

//go:linkname reflect_chanclose reflect.chanclose
func reflect_chanclose(c *hchan) { closechan(c) }
