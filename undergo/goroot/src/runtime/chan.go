// Channels: a lock, a ring of buffered values, and two queues of goroutines that wait.
//
// A sender that finds a waiting receiver writes the value to where the receiver wants it,
// on the receiver's stack perhaps, and the other way round; the buffer is only used when
// nobody waits. Both queues are never filled at once.
//
// A timer's channel (hchan.timer) holds one value, but looks unbuffered: len and cap are 0,
// and before it is looked at the timer gets a chance to send (time.go).

package runtime

import (
	"internal/runtime/atomic"
	"internal/runtime/math"
	"internal/runtime/sys"
	"unsafe"
)

const (
	maxAlign  = 8
	hchanSize = unsafe.Sizeof(hchan{}) + uintptr(-int(unsafe.Sizeof(hchan{}))&(maxAlign-1))
)

type hchan struct {
	qcount   uint           // values in the buffer
	dataqsiz uint           // its capacity
	buf      unsafe.Pointer // ring of dataqsiz elements
	elemsize uint16
	closed   uint32
	timer    *timer
	elemtype *_type
	sendx    uint
	recvx    uint
	recvq    waitq
	sendq    waitq
	bubble   *synctestBubble
	lock     mutex
}

type waitq struct {
	first *sudog
	last  *sudog
}

//go:linkname reflect_makechan reflect.makechan
func reflect_makechan(t *chantype, size int) *hchan { return makechan(t, size) }

func makechan64(t *chantype, size int64) *hchan {
	if int64(int(size)) != size {
		panic(plainError("makechan: size out of range"))
	}
	return makechan(t, int(size))
}

func makechan(t *chantype, size int) *hchan {
	elem := t.Elem
	if elem.Size_ >= 1<<16 || hchanSize%maxAlign != 0 || elem.Align_ > maxAlign {
		throw("makechan: bad element type")
	}
	mem, overflow := math.MulUintptr(elem.Size_, uintptr(size))
	if overflow || mem > maxAlloc-hchanSize || size < 0 {
		panic(plainError("makechan: size out of range"))
	}
	var c *hchan
	switch {
	case mem == 0:
		c = (*hchan)(mallocgc(hchanSize, nil, true))
		c.buf = unsafe.Pointer(&c.buf)
	case !elem.Pointers():
		// Nothing in hchan keeps anything alive: the buffer is part of it, sudogs belong to
		// the goroutines that wait.
		c = (*hchan)(mallocgc(hchanSize+mem, nil, true))
		c.buf = add(unsafe.Pointer(c), hchanSize)
	default:
		c = new(hchan)
		c.buf = mallocgc(mem, elem, true)
	}
	c.elemsize = uint16(elem.Size_)
	c.elemtype = elem
	c.dataqsiz = uint(size)
	if b := getg().bubble; b != nil {
		c.bubble = b
	}
	return c
}

func chanbuf(c *hchan, i uint) unsafe.Pointer { return add(c.buf, uintptr(i)*uintptr(c.elemsize)) }

// full: a send would block. Without the lock; the answer is true of some moment.
func full(c *hchan) bool {
	if c.dataqsiz == 0 {
		return c.recvq.first == nil
	}
	return c.qcount == c.dataqsiz
}

// empty: a receive would block.
func empty(c *hchan) bool {
	if c.dataqsiz == 0 {
		return atomic.Loadp(unsafe.Pointer(&c.sendq.first)) == nil
	}
	if c.timer != nil {
		c.timer.maybeRunChan(c)
	}
	return atomic.Loaduint(&c.qcount) == 0
}

// chansend1 is c <- x.
func chansend1(c *hchan, elem unsafe.Pointer) {
	chansend(c, elem, true, sys.GetCallerPC())
}

// chansend sends *ep; it returns false if it would have to wait and block is false.
func chansend(c *hchan, ep unsafe.Pointer, block bool, callerpc uintptr) bool {
	if c == nil {
		if !block {
			return false
		}
		gopark(nil, nil, waitReasonChanSendNilChan, traceBlockForever, 2)
		throw("unreachable")
	}
	if c.bubble != nil && getg().bubble != c.bubble {
		fatal("send on synctest channel from outside bubble")
	}
	if !block && c.closed == 0 && full(c) {
		return false
	}
	lock(&c.lock)
	if c.closed != 0 {
		unlock(&c.lock)
		panic(plainError("send on closed channel"))
	}
	if sg := c.recvq.dequeue(); sg != nil {
		// Past the buffer, straight to the receiver.
		send(c, sg, ep, func() { unlock(&c.lock) }, 3)
		return true
	}
	if c.qcount < c.dataqsiz {
		typedmemmove(c.elemtype, chanbuf(c, c.sendx), ep)
		if c.sendx++; c.sendx == c.dataqsiz {
			c.sendx = 0
		}
		c.qcount++
		unlock(&c.lock)
		return true
	}
	if !block {
		unlock(&c.lock)
		return false
	}
	gp := getg()
	sg := acquireSudog()
	sg.releasetime = 0
	sg.elem = ep
	sg.waitlink = nil
	sg.g = gp
	sg.isSelect = false
	sg.c = c
	gp.waiting = sg
	gp.param = nil
	c.sendq.enqueue(sg)
	reason := waitReasonChanSend
	if c.bubble != nil {
		reason = waitReasonSynctestChanSend
	}
	t0 := blockclock()
	gopark(chanparkcommit, unsafe.Pointer(&c.lock), reason, traceBlockChanSend, 2)
	blockedsince(t0)
	KeepAlive(ep)
	if sg != gp.waiting {
		throw("G waiting list is corrupted")
	}
	gp.waiting = nil
	closed := !sg.success
	gp.param = nil
	sg.c = nil
	releaseSudog(sg)
	if closed {
		if c.closed == 0 {
			throw("chansend: spurious wakeup")
		}
		panic(plainError("send on closed channel"))
	}
	return true
}

// send hands *ep to the waiting receiver sg, unlocks and wakes it.
func send(c *hchan, sg *sudog, ep unsafe.Pointer, unlockf func(), skip int) {
	if c.bubble != nil && getg().bubble != c.bubble {
		unlockf()
		fatal("send on synctest channel from outside bubble")
	}
	if sg.elem != nil {
		typedmemmove(c.elemtype, sg.elem, ep)
		sg.elem = nil
	}
	gp := sg.g
	unlockf()
	gp.param = unsafe.Pointer(sg)
	sg.success = true
	goready(gp, skip+1)
}

// timerchandrain throws away what a timer has sent, and reports whether there was something.
func timerchandrain(c *hchan) bool {
	if atomic.Loaduint(&c.qcount) == 0 {
		return false
	}
	lock(&c.lock)
	any := false
	for c.qcount > 0 {
		any = true
		typedmemclr(c.elemtype, chanbuf(c, c.recvx))
		if c.recvx++; c.recvx == c.dataqsiz {
			c.recvx = 0
		}
		c.qcount--
	}
	unlock(&c.lock)
	return any
}

// closechan is close(c): everybody who waits is woken.
func closechan(c *hchan) {
	if c == nil {
		panic(plainError("close of nil channel"))
	}
	if c.bubble != nil && getg().bubble != c.bubble {
		fatal("close of synctest channel from outside bubble")
	}
	lock(&c.lock)
	if c.closed != 0 {
		unlock(&c.lock)
		panic(plainError("close of closed channel"))
	}
	c.closed = 1
	var list gList
	for {
		sg := c.recvq.dequeue()
		if sg == nil {
			break
		}
		if sg.elem != nil {
			typedmemclr(c.elemtype, sg.elem)
			sg.elem = nil
		}
		sg.g.param = unsafe.Pointer(sg)
		sg.success = false
		list.push(sg.g)
	}
	for {
		sg := c.sendq.dequeue()
		if sg == nil {
			break
		}
		sg.elem = nil
		sg.g.param = unsafe.Pointer(sg)
		sg.success = false
		list.push(sg.g)
	}
	unlock(&c.lock)
	for !list.empty() {
		gp := list.pop()
		gp.schedlink = 0
		goready(gp, 3)
	}
}

// chanrecv1 is <-c and x = <-c.
func chanrecv1(c *hchan, elem unsafe.Pointer) { chanrecv(c, elem, true) }

// chanrecv2 is x, ok = <-c.
func chanrecv2(c *hchan, elem unsafe.Pointer) (received bool) {
	_, received = chanrecv(c, elem, true)
	return
}

// chanrecv receives into *ep, unless ep is nil. selected: it did not have to wait, or
// block is true; received: a value came, the channel is not just closed.
func chanrecv(c *hchan, ep unsafe.Pointer, block bool) (selected, received bool) {
	if c == nil {
		if !block {
			return
		}
		gopark(nil, nil, waitReasonChanReceiveNilChan, traceBlockForever, 2)
		throw("unreachable")
	}
	if c.bubble != nil && getg().bubble != c.bubble {
		fatal("receive on synctest channel from outside bubble")
	}
	if c.timer != nil {
		c.timer.maybeRunChan(c)
	}
	if !block && empty(c) {
		// First empty, then closed: in this order the channel was empty and not closed
		// at one moment.
		if atomic.Load(&c.closed) == 0 {
			return
		}
		if empty(c) {
			if ep != nil {
				typedmemclr(c.elemtype, ep)
			}
			return true, false
		}
	}
	lock(&c.lock)
	if c.closed != 0 {
		if c.qcount == 0 {
			unlock(&c.lock)
			if ep != nil {
				typedmemclr(c.elemtype, ep)
			}
			return true, false
		}
	} else if sg := c.sendq.dequeue(); sg != nil {
		recv(c, sg, ep, func() { unlock(&c.lock) }, 3)
		return true, true
	}
	if c.qcount > 0 {
		qp := chanbuf(c, c.recvx)
		if ep != nil {
			typedmemmove(c.elemtype, ep, qp)
		}
		typedmemclr(c.elemtype, qp)
		if c.recvx++; c.recvx == c.dataqsiz {
			c.recvx = 0
		}
		c.qcount--
		unlock(&c.lock)
		return true, true
	}
	if !block {
		unlock(&c.lock)
		return false, false
	}
	gp := getg()
	sg := acquireSudog()
	sg.releasetime = 0
	sg.elem = ep
	sg.waitlink = nil
	gp.waiting = sg
	sg.g = gp
	sg.isSelect = false
	sg.c = c
	gp.param = nil
	c.recvq.enqueue(sg)
	if c.timer != nil {
		blockTimerChan(c)
	}
	reason := waitReasonChanReceive
	if c.bubble != nil {
		reason = waitReasonSynctestChanReceive
	}
	t0 := blockclock()
	gopark(chanparkcommit, unsafe.Pointer(&c.lock), reason, traceBlockChanRecv, 2)
	blockedsince(t0)
	if sg != gp.waiting {
		throw("G waiting list is corrupted")
	}
	if c.timer != nil {
		unblockTimerChan(c)
	}
	gp.waiting = nil
	success := sg.success
	gp.param = nil
	sg.c = nil
	releaseSudog(sg)
	return true, success
}

// recv takes the value of the waiting sender sg: from itself if there is no buffer, else the
// oldest buffered value, whose place the sender's value gets.
func recv(c *hchan, sg *sudog, ep unsafe.Pointer, unlockf func(), skip int) {
	if c.bubble != nil && getg().bubble != c.bubble {
		unlockf()
		fatal("receive on synctest channel from outside bubble")
	}
	if c.dataqsiz == 0 {
		if ep != nil {
			typedmemmove(c.elemtype, ep, sg.elem)
		}
	} else {
		qp := chanbuf(c, c.recvx)
		if ep != nil {
			typedmemmove(c.elemtype, ep, qp)
		}
		typedmemmove(c.elemtype, qp, sg.elem)
		if c.recvx++; c.recvx == c.dataqsiz {
			c.recvx = 0
		}
		c.sendx = c.recvx
	}
	sg.elem = nil
	gp := sg.g
	unlockf()
	gp.param = unsafe.Pointer(sg)
	sg.success = true
	goready(gp, skip+1)
}

func chanparkcommit(gp *g, chanLock unsafe.Pointer) bool {
	gp.activeStackChans = true
	unlock((*mutex)(chanLock))
	return true
}

// selectnbsend is select { case c <- x: ... default: ... }.
func selectnbsend(c *hchan, elem unsafe.Pointer) (selected bool) {
	return chansend(c, elem, false, sys.GetCallerPC())
}

// selectnbrecv is select { case x, ok = <-c: ... default: ... }.
func selectnbrecv(elem unsafe.Pointer, c *hchan) (selected, received bool) {
	return chanrecv(c, elem, false)
}

//go:linkname reflect_chansend reflect.chansend0
func reflect_chansend(c *hchan, elem unsafe.Pointer, nb bool) (selected bool) {
	return chansend(c, elem, !nb, sys.GetCallerPC())
}

//go:linkname reflect_chanrecv reflect.chanrecv
func reflect_chanrecv(c *hchan, nb bool, elem unsafe.Pointer) (selected bool, received bool) {
	return chanrecv(c, elem, !nb)
}

func chanlen(c *hchan) int {
	if c == nil {
		return 0
	}
	if c.timer != nil {
		return 0
	}
	return int(c.qcount)
}

func chancap(c *hchan) int {
	if c == nil || c.timer != nil {
		return 0
	}
	return int(c.dataqsiz)
}

//go:linkname reflect_chanlen reflect.chanlen
func reflect_chanlen(c *hchan) int { return chanlen(c) }

//go:linkname reflectlite_chanlen internal/reflectlite.chanlen
func reflectlite_chanlen(c *hchan) int { return chanlen(c) }

//go:linkname reflect_chancap reflect.chancap
func reflect_chancap(c *hchan) int { return chancap(c) }

//go:linkname reflect_chanclose reflect.chanclose
func reflect_chanclose(c *hchan) { closechan(c) }

func (q *waitq) enqueue(sg *sudog) {
	sg.next = nil
	x := q.last
	if x == nil {
		sg.prev = nil
		q.first = sg
		q.last = sg
		return
	}
	sg.prev = x
	x.next = sg
	q.last = sg
}

// dequeue takes the first goroutine that still waits: one in a select may have been woken
// by another channel.
func (q *waitq) dequeue() *sudog {
	for {
		sg := q.first
		if sg == nil {
			return nil
		}
		next := sg.next
		if next == nil {
			q.first = nil
			q.last = nil
		} else {
			next.prev = nil
			q.first = next
			sg.next = nil
		}
		if sg.isSelect && !sg.g.selectDone.CompareAndSwap(0, 1) {
			continue
		}
		return sg
	}
}

// dequeueSudoG removes sg from anywhere in the queue.
func (q *waitq) dequeueSudoG(sg *sudog) {
	x, y := sg.prev, sg.next
	switch {
	case x != nil && y != nil:
		x.next = y
		y.prev = x
	case x != nil:
		x.next = nil
		q.last = x
	case y != nil:
		y.prev = nil
		q.first = y
	default:
		if q.first == sg {
			q.first = nil
			q.last = nil
		}
		return
	}
	sg.next = nil
	sg.prev = nil
}
