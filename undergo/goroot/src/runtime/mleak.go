// Goroutines that have leaked: they wait for what nothing can reach that still may run, so nobody will ever wake them.
//
// All is traced that can be reached without the stacks of goroutines that wait for channels, select, or what package sync has
// (candidates). A candidate that waits for something that was reached may be woken, so what it can reach counts too; and so on,
// until no candidate is left of which that is so. Where a candidate's sudogs say what it waits for is hidden meanwhile: else the
// table of semaphores would reach it. Stacks are read conservatively, so some leaks are not found; none is reported
// that is none.
package runtime

import "unsafe"

// leaks is the result of the last search.
var leaks struct {
	count int
}

//go:linkname goroutineLeakGC runtime/pprof.runtime_goroutineLeakGC
func goroutineLeakGC() {
	GC()
	semacquire(&gcsema)
	semacquire(&worldsema)
	callNoted(func() {
		w := stopTheWorldHeld(stwGoroutineLeaks)
		systemstack(findLeaks)
		startTheWorld(w)
	})
	semrelease(&gcsema)
}

//go:linkname goroutineleakcount runtime/pprof.runtime_goroutineleakcount
func goroutineleakcount() int { return leaks.count }

// mayLeak: it waits for somebody else in the program, and the heap knows for what.
func (gp *g) mayLeak() bool {
	if readgstatus(gp) != _Gwaiting || gp.isSystem {
		return false
	}
	switch gp.waitreason {
	case waitReasonChanReceive, waitReasonChanSend, waitReasonSelect, waitReasonSyncCondWait:
		return gp.waiting != nil
	case waitReasonSyncMutexLock, waitReasonSyncRWMutexLock, waitReasonSyncRWMutexRLock, waitReasonSyncWaitGroupWait:
		return gp.waiting != nil
	}
	return gp.waitsForEver()
}

func (gp *g) waitsForEver() bool {
	switch gp.waitreason {
	case waitReasonSelectNoCases, waitReasonChanSendNilChan, waitReasonChanReceiveNilChan:
		return true
	}
	return false
}

// target is where a sudog of a candidate says what it waits for.
func (sg *sudog) target() *unsafe.Pointer {
	if sg.c != nil {
		return (*unsafe.Pointer)(unsafe.Pointer(&sg.c))
	}
	return &sg.elem
}

// flipTargets hides what candidates wait for, or shows it again.
func flipTargets() {
	forEachG(func(gp *g) {
		if !gp.mayLeak() {
			return
		}
		for sg := gp.waiting; sg != nil; sg = sg.waitlinkOf(gp) {
			p := (*uintptr)(unsafe.Pointer(sg.target()))
			*p = ^*p
		}
	})
}

// waitlinkOf is the next sudog that gp waits with. waitlink of one that waits for a semaphore is the semaphore's.
func (sg *sudog) waitlinkOf(gp *g) *sudog {
	if !sg.isSelect {
		return nil
	}
	return sg.waitlink
}

// mayBeWoken: something that the candidate waits for was reached.
func (t *tracer) mayBeWoken(gp *g) bool {
	if gp.waitsForEver() {
		return false
	}
	for sg := gp.waiting; sg != nil; sg = sg.waitlinkOf(gp) {
		if p := ^*(*uintptr)(unsafe.Pointer(sg.target())); t.reached(p) {
			return true
		}
	}
	return false
}

// findLeaks marks the goroutines that have leaked. The world is stopped.
func findLeaks() {
	for _, pp := range allp {
		pp.mcache.flush()
		pp.sudogs = sudogList{}
	}
	sched.sudogs = sudogList{}
	leaks.count = 0
	var t tracer
	if !t.begin() {
		t.end()
		print("runtime: no memory to search for leaked goroutines\n")
		return
	}
	forEachG(func(gp *g) { gp.leaked = gp.mayLeak() })
	flipTargets()
	t.variables()
	for mp := allm; mp != nil; mp = mp.alllink {
		t.record(mp.g0)
		t.record(mp.gsignal)
	}
	t.specials()
	forEachG(func(gp *g) {
		if !gp.leaked && readgstatus(gp) != _Gdead {
			t.goroutine(gp)
		}
	})
	for again := true; again; {
		t.drain()
		again = false
		forEachG(func(gp *g) {
			if gp.leaked && t.mayBeWoken(gp) {
				gp.leaked, again = false, true
				t.goroutine(gp)
			}
		})
	}
	flipTargets()
	t.end()
	if main := allgs[0]; main.goid == 1 && main.waitreason == waitReasonSelectNoCases {
		main.leaked = false // it lets the others work
	}
	forEachG(func(gp *g) {
		if gp.leaked {
			leaks.count++
		}
	})
}

//go:linkname pprof_goroutineLeakProfileWithLabels
func pprof_goroutineLeakProfileWithLabels(p []profileStack, labels []unsafe.Pointer) (n int, ok bool) {
	w := stopTheWorld(stwGoroutineProfile)
	forEachG(func(gp *g) {
		if gp.hasLeaked() {
			n++
		}
	})
	if ok = n <= len(p); ok {
		i := 0
		forEachG(func(gp *g) {
			if gp.hasLeaked() {
				saveGoroutine(gp, &p[i])
				if labels != nil {
					labels[i] = gp.labels
				}
				i++
			}
		})
	}
	startTheWorld(w)
	return n, ok
}

// hasLeaked: it was found, and waits still.
func (gp *g) hasLeaked() bool { return gp.leaked && readgstatus(gp) == _Gwaiting }
