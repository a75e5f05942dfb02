// Coroutines, for package iter: a goroutine that runs only when its creator
// switches to it, and the other way round, without going through the scheduler's
// queues. c.gp is always the one of the two that does not run.
package runtime

import (
	"internal/runtime/sys"
	"unsafe"
)

type coro struct {
	mp *m          // thread of a creator that was locked to it: all switches must stay there
	gp guintptr    // the one of the two that does not run
	f  func(*coro) // what the new goroutine does
}

// newcoro makes a goroutine that runs f once somebody switches to it.
//
//go:linknamestd newcoro
func newcoro(f func(*coro)) *coro {
	creator, pc := getg(), sys.GetCallerPC()
	c := &coro{f: f}
	systemstack(func() {
		if mp := creator.m; mp.lockedExt+mp.lockedInt > 0 {
			c.mp = mp
		}
		start := corostart
		gp := newproc1(*(**funcval)(unsafe.Pointer(&start)), creator, pc, true, waitReasonCoroutine)
		gp.coroarg = c
		c.gp.set(gp)
	})
	return c
}

// corostart is what the new goroutine starts with. However f ends, the creator goes on.
func corostart() {
	c := getg().coroarg
	getg().coroarg = nil
	defer func() { c.leave(true) }()
	c.f(c)
}

// coroswitch switches to the goroutine in c, leaving the caller there.
//
//go:linknamestd coroswitch
func coroswitch(c *coro) { c.leave(false) }

// leave switches to the goroutine in c; for good says that the caller ends.
func (c *coro) leave(forGood bool) {
	gp := getg()
	gp.coroexit = forGood
	gp.coroarg = c
	mcall(coroswitch_m)
}

// checkThread stops the program unless gp, which switches, runs on the thread that c's creator was locked
// to, or neither of the two is locked.
func (c *coro) checkThread(gp *g) {
	if c.mp != gp.m && (c.mp != nil || gp.lockedm != 0) {
		print("coro: got thread ", unsafe.Pointer(gp.m), ", want ", unsafe.Pointer(c.mp), "\n")
		throw("coro: OS thread locking must match locking at coroutine creation")
	}
}

// coroPark makes the running goroutine one that waits for a switch.
func (gp *g) coroPark() {
	gp.waitreason = waitReasonCoroutine
	if gp.bubble != nil || !gp.atomicstatus.CompareAndSwap(_Grunning, _Gwaiting) {
		casgstatus(gp, _Grunning, _Gwaiting)
	}
	setMNoWB(&gp.m, nil)
}

// swap puts left into c and takes out who was there.
func (c *coro) swap(left guintptr) *g {
	for {
		waiting := c.gp
		if waiting == 0 {
			throw("coroswitch on exited coro")
		}
		if c.gp.cas(waiting, left) {
			return waiting.ptr()
		}
	}
}

// coroswitch_m is the switch, on the scheduling stack.
func coroswitch_m(gp *g) {
	mp, c, exit := gp.m, gp.coroarg, gp.coroexit
	gp.coroarg, gp.coroexit = nil, false
	c.checkThread(gp)
	bubble := gp.bubble
	if bubble != nil {
		bubble.incActive() // between the two nobody runs, yet the bubble's time must not move on
	}
	var left guintptr // what c holds from now on: the goroutine that switches, unless it ends
	if exit {
		gdestroy(gp)
	} else {
		gp.coroPark()
		left = gp.guintptr()
	}
	gnext := c.swap(left)
	if gcMarking.on && gnext.gcScan.Load() != gcMarking.scanned {
		gcScanNow(gnext)
	}
	setGNoWB(&mp.curg, gnext)
	setMNoWB(&gnext.m, mp)
	if gnext.bubble != nil || !gnext.atomicstatus.CompareAndSwap(_Gwaiting, _Grunning) {
		casgstatus(gnext, _Gwaiting, _Grunnable)
		casgstatus(gnext, _Grunnable, _Grunning)
	}
	if bubble != nil {
		bubble.decActive()
	}
	if gnext.stack.hi == 0 {
		stackattach(gnext, mp.p.ptr())
	}
	gogo(&gnext.sched)
}
