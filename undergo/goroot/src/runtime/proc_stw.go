// Stopping the world: every p is brought to a halt, idle ones and those in system calls by
// taking them, running ones by asking their goroutine to give way.

package runtime

import "internal/runtime/atomic"

type stwReason uint8

const (
	stwUnknown stwReason = iota
	stwGCMarkTerm
	stwGCSweepTerm
	stwWriteHeapDump
	stwGoroutineProfile
	stwGoroutineProfileCleanup
	stwAllGoroutinesStack
	stwReadMemStats
	stwAllThreadsSyscall
	stwGOMAXPROCS
	stwStartTrace
	stwStopTrace
	stwForTestCountPagesInUse
	stwForTestReadMetricsSlow
	stwForTestReadMemStatsSlow
	stwForTestPageCachePagesLeaked
	stwForTestResetDebugLog
)

var stwReasonStrings = [...]string{
	stwUnknown:                     "unknown",
	stwGCMarkTerm:                  "GC mark termination",
	stwGCSweepTerm:                 "GC sweep termination",
	stwWriteHeapDump:               "write heap dump",
	stwGoroutineProfile:            "goroutine profile",
	stwGoroutineProfileCleanup:     "goroutine profile cleanup",
	stwAllGoroutinesStack:          "all goroutines stack trace",
	stwReadMemStats:                "read mem stats",
	stwAllThreadsSyscall:           "AllThreadsSyscall",
	stwGOMAXPROCS:                  "GOMAXPROCS",
	stwStartTrace:                  "start trace",
	stwStopTrace:                   "stop trace",
	stwForTestCountPagesInUse:      "CountPagesInUse (test)",
	stwForTestReadMetricsSlow:      "ReadMetricsSlow (test)",
	stwForTestReadMemStatsSlow:     "ReadMemStatsSlow (test)",
	stwForTestPageCachePagesLeaked: "PageCachePagesLeaked (test)",
	stwForTestResetDebugLog:        "ResetDebugLog (test)",
}

func (r stwReason) String() string { return stwReasonStrings[r] }
func (r stwReason) isGC() bool     { return r == stwGCMarkTerm || r == stwGCSweepTerm }

type worldStop struct {
	reason           stwReason
	startedStopping  int64
	finishedStopping int64
	stoppingCPUTime  int64
}

var (
	worldsema uint32 = 1
	gcsema    uint32 = 1
)

// stopTheWorld returns when only the caller runs Go code.
func stopTheWorld(reason stwReason) worldStop {
	semacquire(&worldsema)
	gp := getg()
	gp.m.preemptoff = reason.String()
	var stop worldStop
	systemstack(func() {
		casGToWaitingForSuspendG(gp, _Grunning, waitReasonStoppingTheWorld)
		stop = stopTheWorldWithSema(reason)
		casgstatus(gp, _Gwaiting, _Grunning)
	})
	return stop
}

func startTheWorld(w worldStop) {
	systemstack(func() { startTheWorldWithSema(0, w) })
	mp := acquirem()
	mp.preemptoff = ""
	semrelease1(&worldsema, true, 0)
	releasem(mp)
}

// stopTheWorldGC also waits for a running collection to end.
func stopTheWorldGC(reason stwReason) worldStop {
	semacquire(&gcsema)
	return stopTheWorld(reason)
}

func startTheWorldGC(w worldStop) {
	startTheWorld(w)
	semrelease(&gcsema)
}

func stopTheWorldWithSema(reason stwReason) worldStop {
	mp := getg().m
	if mp.locks > 0 {
		throw("stopTheWorld: holding locks")
	}
	start := nanotime()
	lock(&sched.lock)
	sched.stopwait = gomaxprocs
	sched.gcwaiting.Store(true)
	preemptall()
	mp.p.ptr().status = _Pgcstop
	sched.stopwait--
	for _, pp := range allp {
		if pp.status == _Psyscall && atomic.Cas(&pp.status, _Psyscall, _Pgcstop) {
			pp.syscalltick++
			sched.stopwait--
		}
	}
	now := nanotime()
	for {
		pp, _ := pidleget(now)
		if pp == nil {
			break
		}
		pp.status = _Pgcstop
		pp.gcStopTime = now
		sched.stopwait--
	}
	wait := sched.stopwait > 0
	unlock(&sched.lock)
	if wait {
		for !notetsleep(&sched.stopnote, 100*1000) {
			preemptall()
		}
		noteclear(&sched.stopnote)
	}
	if sched.stopwait != 0 {
		throw("stopTheWorld: not stopped (stopwait != 0)")
	}
	for _, pp := range allp {
		if pp.status != _Pgcstop {
			throw("stopTheWorld: not stopped (status != _Pgcstop)")
		}
	}
	worldStopped()
	return worldStop{reason: reason, startedStopping: start, finishedStopping: nanotime()}
}

func startTheWorldWithSema(now int64, w worldStop) int64 {
	mp := acquirem()
	worldStarted()
	if netpollinited() {
		list, delta := netpoll(0)
		injectglist(&list)
		netpollAdjustWaiters(delta)
	}
	lock(&sched.lock)
	procs := gomaxprocs
	if newprocs != 0 {
		procs = newprocs
		newprocs = 0
	}
	p1 := procresize(procs)
	sched.gcwaiting.Store(false)
	if sched.sysmonwait.Load() {
		sched.sysmonwait.Store(false)
		notewakeup(&sched.sysmonnote)
	}
	unlock(&sched.lock)
	for p1 != nil {
		pp := p1
		p1 = p1.link.ptr()
		if pp.m != 0 {
			nmp := pp.m.ptr()
			pp.m = 0
			if nmp.nextp != 0 {
				throw("startTheWorld: inconsistent mp->nextp")
			}
			nmp.nextp.set(pp)
			notewakeup(&nmp.park)
		} else {
			newm(nil, pp, -1)
		}
	}
	if now == 0 {
		now = nanotime()
	}
	wakep()
	releasem(mp)
	return now
}

func worldStopped() {}
func worldStarted() {}

// gcstopm stops the calling thread while the world is stopped.
func gcstopm() {
	mp := getg().m
	if !sched.gcwaiting.Load() {
		throw("gcstopm: not waiting for gc")
	}
	if mp.spinning {
		mp.spinning = false
		if sched.nmspinning.Add(-1) < 0 {
			throw("gcstopm: negative nmspinning")
		}
	}
	pp := releasep()
	lock(&sched.lock)
	pp.status = _Pgcstop
	pp.gcStopTime = nanotime()
	sched.stopwait--
	if sched.stopwait == 0 {
		notewakeup(&sched.stopnote)
	}
	unlock(&sched.lock)
	stopm()
}

// forEachP runs fn for every p, when it is not running user code.
func forEachP(reason waitReason, fn func(*p)) {
	systemstack(func() {
		gp := getg().m.curg
		casGToWaitingForSuspendG(gp, _Grunning, reason)
		forEachPInternal(fn)
		casgstatus(gp, _Gwaiting, _Grunning)
	})
}

func forEachPInternal(fn func(*p)) {
	mp := acquirem()
	self := mp.p.ptr()
	lock(&sched.lock)
	if sched.safePointWait != 0 {
		throw("forEachP: sched.safePointWait != 0")
	}
	sched.safePointWait = gomaxprocs - 1
	sched.safePointFn = fn
	for _, p2 := range allp {
		if p2 != self {
			atomic.Store(&p2.runSafePointFn, 1)
		}
	}
	preemptall()
	for p2 := sched.pidle.ptr(); p2 != nil; p2 = p2.link.ptr() {
		if atomic.Cas(&p2.runSafePointFn, 1, 0) {
			fn(p2)
			sched.safePointWait--
		}
	}
	wait := sched.safePointWait > 0
	unlock(&sched.lock)
	fn(self)
	for _, p2 := range allp {
		if p2.status == _Psyscall && p2.runSafePointFn == 1 && atomic.Cas(&p2.status, _Psyscall, _Pidle) {
			p2.syscalltick++
			handoffp(p2)
		}
	}
	if wait {
		for !notetsleep(&sched.safePointNote, 100*1000) {
			preemptall()
		}
		noteclear(&sched.safePointNote)
	}
	if sched.safePointWait != 0 {
		throw("forEachP: not done")
	}
	lock(&sched.lock)
	sched.safePointFn = nil
	unlock(&sched.lock)
	releasem(mp)
}

func runSafePointFn() {
	pp := getg().m.p.ptr()
	if !atomic.Cas(&pp.runSafePointFn, 1, 0) {
		return
	}
	sched.safePointFn(pp)
	lock(&sched.lock)
	sched.safePointWait--
	if sched.safePointWait == 0 {
		notewakeup(&sched.safePointNote)
	}
	unlock(&sched.lock)
}

// preemptall asks every running goroutine to give way.
func preemptall() bool {
	ok := false
	for _, pp := range allp {
		if pp.status == _Prunning && preemptone(pp) {
			ok = true
		}
	}
	return ok
}

func preemptone(pp *p) bool {
	mp := pp.m.ptr()
	if mp == nil || mp == getg().m {
		return false
	}
	gp := mp.curg
	if gp == nil || gp == mp.g0 {
		return false
	}
	gp.preempt = true
	gp.stackguard0 = stackPreempt
	pp.preempt = true
	preemptM(mp)
	return true
}

// freezetheworld stops the others as well as it can, before a fatal error is printed.
func freezetheworld() {
	if sched.stopwait == freezeStopWait {
		return
	}
	for i := 0; i < 5; i++ {
		sched.stopwait = freezeStopWait
		sched.gcwaiting.Store(true)
		if !preemptall() {
			break
		}
		usleep(1000)
	}
	usleep(1000)
	preemptall()
	usleep(1000)
}

// schedEnableUser stops or lets user goroutines run, for the collector's sake.
func schedEnableUser(enable bool) {
	lock(&sched.lock)
	sched.disable.user = !enable
	unlock(&sched.lock)
}
