// Coroutines, for package iter: a goroutine that runs only when its creator
// switches to it, and the other way round, without going through the scheduler's
// queues. c.gp is always the one of the two that does not run.
package runtime

import (
	"internal/runtime/sys"
	"unsafe"
)

type coro struct {
	gp guintptr
	f  func(*coro)

	// Of a creator that is locked to its thread: switches must stay on it.
	mp        *m
	lockedExt uint32
	lockedInt uint32
}

//go:linknamestd newcoro
func newcoro(f func(*coro)) *coro {
	c := new(coro)
	c.f = f
	pc := sys.GetCallerPC()
	gp := getg()
	systemstack(func() {
		mp := gp.m
		start := corostart
		gp = newproc1(*(**funcval)(unsafe.Pointer(&start)), gp, pc, true, waitReasonCoroutine)
		if mp.lockedExt+mp.lockedInt != 0 {
			c.mp, c.lockedExt, c.lockedInt = mp, mp.lockedExt, mp.lockedInt
		}
	})
	gp.coroarg = c
	c.gp.set(gp)
	return c
}

func corostart() {
	gp := getg()
	c := gp.coroarg
	gp.coroarg = nil
	defer coroexit(c)
	c.f(c)
}

// coroexit switches back for the last time and ends the goroutine.
func coroexit(c *coro) {
	gp := getg()
	gp.coroarg = c
	gp.coroexit = true
	mcall(coroswitch_m)
}

// coroswitch switches to the goroutine in c, leaving the caller there.
//
//go:linknamestd coroswitch
func coroswitch(c *coro) {
	gp := getg()
	gp.coroarg = c
	mcall(coroswitch_m)
}

// coroswitch_m runs on the system stack.
func coroswitch_m(gp *g) {
	c := gp.coroarg
	gp.coroarg = nil
	exit := gp.coroexit
	gp.coroexit = false
	mp := gp.m

	locked := gp.lockedm != 0
	if locked != (c.mp != nil) && (c.mp != nil || locked) {
		if c.mp == nil || c.mp != mp {
			print("coro: got thread ", unsafe.Pointer(mp), ", want ", unsafe.Pointer(c.mp), "\n")
			throw("coro: OS thread locking must match locking at coroutine creation")
		}
	}
	if exit {
		gdestroy(gp)
		gp = nil
	} else {
		if !gp.atomicstatus.CompareAndSwap(_Grunning, _Gwaiting) {
			casgstatus(gp, _Grunning, _Gwaiting)
		}
		gp.waitreason = waitReasonCoroutine
		setMNoWB(&gp.m, nil)
	}

	// Swap ourselves for the goroutine in c.
	var next guintptr
	for {
		next = c.gp
		if next.ptr() == nil {
			throw("coroswitch on exited coro")
		}
		var self guintptr
		if gp != nil {
			self.set(gp)
		}
		if c.gp.cas(next, self) {
			break
		}
	}
	gnext := next.ptr()
	setGNoWB(&mp.curg, gnext)
	setMNoWB(&gnext.m, mp)
	if !gnext.atomicstatus.CompareAndSwap(_Gwaiting, _Grunning) {
		casgstatus(gnext, _Gwaiting, _Grunnable)
		casgstatus(gnext, _Grunnable, _Grunning)
	}
	if gnext.stack.hi == 0 {
		stackattach(gnext, mp.p.ptr())
	}
	gogo(&gnext.sched)
}
