// select: look at the cases in a random order; if none is ready, wait on all of them.
//
// All channels are locked while that is done, in the order of their addresses, so that two selects cannot
// wait for each other's locks. To wait, the goroutine leaves a sudog with each channel, in the same
// order; who dequeues one first wins (g.selectDone) and passes it in g.param.

package runtime

import "unsafe"

// A scase is a case: a send or receive. The compiler fills it.
type scase struct {
	c    *hchan
	elem unsafe.Pointer
}

// A selection is a select statement at work. Cases are known by their index: sends come first.
type selection struct {
	cases  []scase
	nsends int
	poll   []uint16 // cases that have a channel, in the order in which they are tried
	locks  []uint16 // the same, by address of the channel; neighbours may share one
}

// block is select {}.
func block() {
	gopark(nil, nil, waitReasonSelectNoCases, traceBlockForever, 1)
}

func selectsetpc(pc *uintptr) {}

// selectgo is a select statement: nsends sends, then nrecvs receives. order0 is room for two
// orders of the cases. It returns the case, -1 for default, and whether a value was received.
func selectgo(cas0 *scase, order0 *uint16, pc0 *uintptr, nsends, nrecvs int, block bool) (int, bool) {
	n := nsends + nrecvs
	room := unsafe.Slice(order0, 2*n)
	s := selection{cases: unsafe.Slice(cas0, n), nsends: nsends}
	durable := s.arrange(room[:n], room[n:])

	s.lock()
	for _, o := range s.poll {
		if outcome, woken := s.try(int(o)); outcome != recvWaits {
			s.unlock()
			if woken != nil {
				goready(woken, 3)
			}
			return int(o), outcome == recvValue && int(o) >= nsends
		}
	}
	if !block {
		s.unlock()
		return -1, false
	}
	reason := waitReasonSelect
	if durable && getg().bubble != nil {
		reason = waitReasonSynctestSelect
	}
	chosen, success := s.wait(reason)
	if chosen < nsends && !success {
		panicsendclosed()
	}
	return chosen, success && chosen >= nsends
}

// arrange makes the two orders, and gives timers a chance to send. It reports whether all channels are of
// the goroutine's bubble. Cases without a channel are never ready: they are in no order.
func (s *selection) arrange(poll, locks []uint16) (durable bool) {
	durable = true
	n := 0
	cases := s.cases
	for i := range cases {
		c := cases[i].c
		if c == nil {
			continue
		}
		c.checkBubble("select on")
		if c.bubble == nil {
			durable = false
		}
		if c.timer != nil {
			c.timer.maybeRunChan(c)
		}
		// A shuffle: the new case changes places with any of those so far, or none.
		j := cheaprandn(uint32(n + 1))
		poll[n] = poll[j]
		poll[j] = uint16(i)
		n++
	}
	s.poll, s.locks = poll[:n], locks[:n]
	copy(s.locks, s.poll)
	s.sortLocks()
	return durable
}

// sortLocks is a Shell sort: in place, without recursion, and an insertion sort for the few cases of most
// selects.
func (s *selection) sortLocks() {
	cases, order := s.cases, s.locks
	gap := 1
	for gap < len(order)/3 {
		gap = 3*gap + 1
	}
	for ; gap > 0; gap /= 3 {
		for i := gap; i < len(order); i++ {
			o := order[i]
			c := uintptr(unsafe.Pointer(cases[o].c))
			j := i
			for j >= gap && uintptr(unsafe.Pointer(cases[order[j-gap]].c)) > c {
				order[j] = order[j-gap]
				j -= gap
			}
			order[j] = o
		}
	}
}

// lock locks the channels, each once.
func (s *selection) lock() {
	var last *hchan
	cases := s.cases
	for _, o := range s.locks {
		if c := cases[o].c; c != last {
			lock(&c.lock)
			last = c
		}
	}
}

func (s *selection) unlock() {
	var last *hchan
	cases := s.cases
	for _, o := range s.locks {
		if c := cases[o].c; c != last {
			unlock(&c.lock)
			last = c
		}
	}
}

// try executes a case if that is possible without waiting. The channels are locked.
func (s *selection) try(i int) (outcome recvOutcome, woken *g) {
	c, elem := s.cases[i].c, s.cases[i].elem
	if i >= s.nsends {
		return c.tryRecv(elem)
	}
	if c.closed != 0 {
		s.unlock()
		panicsendclosed()
	}
	sent, woken := c.trySend(elem)
	if !sent {
		return recvWaits, nil
	}
	return recvValue, woken
}

// wait queues up with every channel until one of them serves the goroutine. The channels are locked;
// they come back unlocked.
func (s *selection) wait(reason waitReason) (chosen int, success bool) {
	gp := getg()
	if gp.waiting != nil {
		throw("gp.waiting != nil")
	}
	tail := &gp.waiting
	for _, o := range s.locks {
		sg := acquireSudog()
		sg.g = gp
		sg.c = s.cases[o].c
		sg.elem = s.cases[o].elem
		sg.isSelect = true
		s.queue(o).enqueue(sg)
		if sg.c.timer != nil {
			blockTimerChan(sg.c)
		}
		*tail = sg
		tail = &sg.waitlink
	}
	gp.param = nil
	t0 := blockclock()
	gopark(selectParked, nil, reason, traceBlockSelect, 1)
	blockedsince(t0)

	s.lock()
	gp.selectDone.Store(0)
	winner := (*sudog)(gp.param)
	gp.param = nil
	chosen = -1
	sg := gp.waiting
	gp.waiting = nil
	for _, o := range s.locks {
		if sg.c.timer != nil {
			unblockTimerChan(sg.c)
		}
		if sg == winner {
			chosen, success = int(o), sg.success
		} else {
			s.queue(o).remove(sg)
		}
		next := sg.waitlink
		sg.c, sg.elem, sg.waitlink = nil, nil, nil
		sg.isSelect = false
		releaseSudog(sg)
		sg = next
	}
	s.unlock()
	if chosen < 0 {
		throw("selectgo: bad wakeup")
	}
	return chosen, success
}

// queue is where a case waits.
func (s *selection) queue(o uint16) *waitq {
	c := s.cases[o].c
	if int(o) < s.nsends {
		return &c.sendq
	}
	return &c.recvq
}

// selectParked unlocks the channels of a goroutine that has stopped in a select. After the last of
// them it may be running elsewhere, and its sudogs belong to others: no look back.
func selectParked(gp *g, _ unsafe.Pointer) bool {
	for sg := gp.waiting; sg != nil; {
		c := sg.c
		for sg != nil && sg.c == c {
			sg = sg.waitlink
		}
		unlock(&c.lock)
	}
	return true
}

// A runtimeSelect is a case as reflect has it.
type runtimeSelect struct {
	dir selectDir
	typ unsafe.Pointer
	ch  *hchan
	val unsafe.Pointer
}

// A selectDir is a reflect.SelectDir.
type selectDir int

const (
	selectSend    selectDir = 1
	selectRecv    selectDir = 2
	selectDefault selectDir = 3
)

// reflect_rselect is reflect.Select: the cases come in any order, and one may be the default.
//
//go:linkname reflect_rselect reflect.rselect
func reflect_rselect(cases []runtimeSelect) (chosen int, recvOK bool) {
	sends, byDefault := 0, -1
	for i := range cases {
		switch cases[i].dir {
		case selectSend:
			sends++
		case selectDefault:
			byDefault = i
		}
	}
	n := len(cases)
	if byDefault >= 0 {
		n--
	}
	if n == 0 {
		if byDefault < 0 {
			block()
		}
		return byDefault, false
	}
	sorted := make([]scase, n)
	origin := make([]int, n)
	send, recv := 0, sends
	for i := range cases {
		at := &recv
		switch cases[i].dir {
		case selectSend:
			at = &send
		case selectDefault:
			continue
		}
		sorted[*at] = scase{cases[i].ch, cases[i].val}
		origin[*at] = i
		*at++
	}
	order := make([]uint16, 2*n)
	i, recvOK := selectgo(&sorted[0], &order[0], nil, sends, n-sends, byDefault < 0)
	if i < 0 {
		return byDefault, false
	}
	return origin[i], recvOK
}
