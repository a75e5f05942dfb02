// select: look at the cases in a random order; if none is ready, wait on all of them.
//
// All channels are locked while that is done, in the order of their addresses. To wait, the goroutine
// leaves a sudog with each channel; who takes one first wins (g.selectDone) and passes
// it in g.param.

package runtime

import "unsafe"

// A scase is a case: a send or receive. The compiler fills it.
type scase struct {
	c    *hchan
	elem unsafe.Pointer
}

func selectsetpc(pc *uintptr) {}

// sellock locks the channels, each once.
func sellock(scases []scase, lockorder []uint16) {
	var c *hchan
	for _, o := range lockorder {
		if c0 := scases[o].c; c0 != c {
			c = c0
			lock(&c.lock)
		}
	}
}

// selunlock unlocks them in reverse; after the last one the goroutine may be running
// elsewhere and scases be gone.
func selunlock(scases []scase, lockorder []uint16) {
	for i := len(lockorder) - 1; i >= 0; i-- {
		c := scases[lockorder[i]].c
		if i > 0 && c == scases[lockorder[i-1]].c {
			continue
		}
		unlock(&c.lock)
	}
}

func selparkcommit(gp *g, _ unsafe.Pointer) bool {
	gp.activeStackChans = true
	var last *hchan
	for sg := gp.waiting; sg != nil; sg = sg.waitlink {
		if sg.c != last && last != nil {
			unlock(&last.lock)
		}
		last = sg.c
	}
	if last != nil {
		unlock(&last.lock)
	}
	return true
}

// block is select {}.
func block() {
	gopark(nil, nil, waitReasonSelectNoCases, traceBlockForever, 1)
}

func (c *hchan) sortkey() uintptr { return uintptr(unsafe.Pointer(c)) }

// selectgo is a select statement: nsends sends, then nrecvs receives. order0 is room for both
// orders. It returns the case, -1 for default, and whether a value was received.
func selectgo(cas0 *scase, order0 *uint16, pc0 *uintptr, nsends, nrecvs int, block bool) (int, bool) {
	gp := getg()
	ncases := nsends + nrecvs
	scases := unsafe.Slice(cas0, ncases)
	orders := unsafe.Slice(order0, 2*ncases)
	pollorder := orders[:0:ncases]
	lockorder := orders[ncases : 2*ncases : 2*ncases]

	norder := 0
	allSynctest := true
	for i := range scases {
		cas := &scases[i]
		if cas.c == nil {
			// Never ready.
			cas.elem = nil
			continue
		}
		if cas.c.bubble != nil {
			if gp.bubble != cas.c.bubble {
				fatal("select on synctest channel from outside bubble")
			}
		} else {
			allSynctest = false
		}
		if cas.c.timer != nil {
			cas.c.timer.maybeRunChan(cas.c)
		}
		j := int(cheaprandn(uint32(norder + 1)))
		pollorder = pollorder[:norder+1]
		pollorder[norder] = pollorder[j]
		pollorder[j] = uint16(i)
		norder++
	}
	pollorder = pollorder[:norder]
	lockorder = lockorder[:norder]
	reason := waitReasonSelect
	if gp.bubble != nil && allSynctest {
		reason = waitReasonSynctestSelect
	}

	// Sort by address: heap sort, in place and without recursion.
	for i := range lockorder {
		j := i
		c := scases[pollorder[i]].c
		for j > 0 && scases[lockorder[(j-1)/2]].c.sortkey() < c.sortkey() {
			k := (j - 1) / 2
			lockorder[j] = lockorder[k]
			j = k
		}
		lockorder[j] = pollorder[i]
	}
	for i := len(lockorder) - 1; i >= 0; i-- {
		o := lockorder[i]
		c := scases[o].c
		lockorder[i] = lockorder[0]
		j := 0
		for {
			k := j*2 + 1
			if k >= i {
				break
			}
			if k+1 < i && scases[lockorder[k]].c.sortkey() < scases[lockorder[k+1]].c.sortkey() {
				k++
			}
			if c.sortkey() >= scases[lockorder[k]].c.sortkey() {
				break
			}
			lockorder[j] = lockorder[k]
			j = k
		}
		lockorder[j] = o
	}

	sellock(scases, lockorder)

	// Somebody ready?
	for _, casei := range pollorder {
		ci := int(casei)
		cas := &scases[ci]
		c := cas.c
		if ci >= nsends {
			if sg := c.sendq.dequeue(); sg != nil {
				recv(c, sg, cas.elem, func() { selunlock(scases, lockorder) }, 2)
				return ci, true
			}
			if c.qcount > 0 {
				qp := chanbuf(c, c.recvx)
				if cas.elem != nil {
					typedmemmove(c.elemtype, cas.elem, qp)
				}
				typedmemclr(c.elemtype, qp)
				if c.recvx++; c.recvx == c.dataqsiz {
					c.recvx = 0
				}
				c.qcount--
				selunlock(scases, lockorder)
				return ci, true
			}
			if c.closed != 0 {
				selunlock(scases, lockorder)
				if cas.elem != nil {
					typedmemclr(c.elemtype, cas.elem)
				}
				return ci, false
			}
			continue
		}
		if c.closed != 0 {
			selunlock(scases, lockorder)
			panic(plainError("send on closed channel"))
		}
		if sg := c.recvq.dequeue(); sg != nil {
			send(c, sg, cas.elem, func() { selunlock(scases, lockorder) }, 2)
			return ci, false
		}
		if c.qcount < c.dataqsiz {
			typedmemmove(c.elemtype, chanbuf(c, c.sendx), cas.elem)
			if c.sendx++; c.sendx == c.dataqsiz {
				c.sendx = 0
			}
			c.qcount++
			selunlock(scases, lockorder)
			return ci, false
		}
	}
	if !block {
		selunlock(scases, lockorder)
		return -1, false
	}

	// Wait with all channels, listed in lock order.
	if gp.waiting != nil {
		throw("gp.waiting != nil")
	}
	nextp := &gp.waiting
	for _, casei := range lockorder {
		ci := int(casei)
		cas := &scases[ci]
		c := cas.c
		sg := acquireSudog()
		sg.g = gp
		sg.isSelect = true
		sg.elem = cas.elem
		sg.releasetime = 0
		sg.c = c
		*nextp = sg
		nextp = &sg.waitlink
		if ci < nsends {
			c.sendq.enqueue(sg)
		} else {
			c.recvq.enqueue(sg)
		}
		if c.timer != nil {
			blockTimerChan(c)
		}
	}
	gp.param = nil
	t0 := blockclock()
	gopark(selparkcommit, nil, reason, traceBlockSelect, 1)
	blockedsince(t0)

	sellock(scases, lockorder)
	gp.selectDone.Store(0)
	sg := (*sudog)(gp.param)
	gp.param = nil

	// Leave the other queues.
	chosen := -1
	success := false
	list := gp.waiting
	for s := list; s != nil; s = s.waitlink {
		s.isSelect = false
		s.elem = nil
	}
	gp.waiting = nil
	for _, casei := range lockorder {
		ci := int(casei)
		c := scases[ci].c
		if c.timer != nil {
			unblockTimerChan(c)
		}
		s := list
		if sg == s {
			chosen = ci
			success = s.success
		} else if ci < nsends {
			c.sendq.dequeueSudoG(s)
		} else {
			c.recvq.dequeueSudoG(s)
		}
		list = s.waitlink
		s.waitlink = nil
		s.c = nil
		releaseSudog(s)
	}
	if chosen < 0 {
		throw("selectgo: bad wakeup")
	}
	selunlock(scases, lockorder)
	if chosen < nsends {
		if !success {
			panic(plainError("send on closed channel"))
		}
		return chosen, false
	}
	return chosen, success
}

// A runtimeSelect is a case as reflect has it.
type runtimeSelect struct {
	dir selectDir
	typ unsafe.Pointer
	ch  *hchan
	val unsafe.Pointer
}

type selectDir int

const (
	_ selectDir = iota
	selectSend
	selectRecv
	selectDefault
)

//go:linkname reflect_rselect reflect.rselect
func reflect_rselect(cases []runtimeSelect) (int, bool) {
	if len(cases) == 0 {
		block()
	}
	sel := make([]scase, len(cases))
	orig := make([]int, len(cases))
	nsends, nrecvs := 0, 0
	dflt := -1
	for i, rc := range cases {
		j := 0
		switch rc.dir {
		case selectDefault:
			dflt = i
			continue
		case selectSend:
			j = nsends
			nsends++
		case selectRecv:
			nrecvs++
			j = len(cases) - nrecvs
		}
		sel[j] = scase{c: rc.ch, elem: rc.val}
		orig[j] = i
	}
	if nsends+nrecvs == 0 {
		return dflt, false
	}
	if nsends+nrecvs < len(cases) {
		copy(sel[nsends:], sel[len(cases)-nrecvs:])
		copy(orig[nsends:], orig[len(cases)-nrecvs:])
	}
	order := make([]uint16, 2*(nsends+nrecvs))
	chosen, recvOK := selectgo(&sel[0], &order[0], nil, nsends, nrecvs, dflt == -1)
	if chosen < 0 {
		chosen = dflt
	} else {
		chosen = orig[chosen]
	}
	return chosen, recvOK
}
