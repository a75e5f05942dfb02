// Stopping the world: every p comes to stand in _Pgcstop. Idle ps and those in system calls are
// taken; a running one halts where its thread next enters the scheduler, and is asked to. The
// last to halt wakes who waits.

package runtime

import "internal/runtime/atomic"

// A stwReason says why the world is stopped.
type stwReason string

const (
	stwAllGoroutinesStack      stwReason = "all goroutines stack trace"
	stwAllThreadsSyscall       stwReason = "AllThreadsSyscall"
	stwForTestReadMemStatsSlow stwReason = "ReadMemStatsSlow (test)"
	stwGC                      stwReason = "GC"
	stwGOMAXPROCS              stwReason = "GOMAXPROCS"
	stwGoroutineProfile        stwReason = "goroutine profile"
	stwGoroutineLeaks          stwReason = "goroutine leak search"
	stwHeapDump                stwReason = "write heap dump"
	stwMemProfileRate          stwReason = "MemProfileRate"
	stwReadMemStats            stwReason = "read mem stats"
	stwStackLimit              stwReason = "stack limit"
)

// A worldStop is what stopTheWorld hands to startTheWorld.
type worldStop struct {
	reason stwReason
	asked  int64 // when
}

// worldsema is held while the world is stopped or about to be. gcsema is held, before it,
// by who wants no collection to be under way.
var (
	worldsema uint32 = 1
	gcsema    uint32 = 1
)

// stopTheWorld returns when only the caller runs Go code. It must not block before startTheWorld.
func stopTheWorld(reason stwReason) worldStop {
	semacquire(&worldsema)
	return stopTheWorldHeld(reason)
}

// stopTheWorldHeld is stopTheWorld for who holds worldsema.
func stopTheWorldHeld(reason stwReason) worldStop {
	getg().m.preemptoff = string(reason)
	w := worldStop{reason, nanotime()}
	systemstack(haltAll)
	w.noteStopped()
	return w
}

func startTheWorld(w worldStop) {
	w.noteStarted()
	systemstack(resumeAll)
	mp := acquirem() // keep the p until the semaphore has gone to who waits longest for it
	semrelease1(&worldsema, true, 0)
	mp.preemptoff = ""
	releasem(mp)
}

// stopTheWorldGC also waits for a collection to end and keeps the next from starting.
func stopTheWorldGC(reason stwReason) (w worldStop) {
	semacquire(&gcsema)
	w = stopTheWorld(reason)
	return w
}

// startTheWorldGC undoes it.
func startTheWorldGC(w worldStop) {
	startTheWorld(w)
	semrelease(&gcsema)
}

// haltAll does the work of stopTheWorld, on the scheduling stack.
func haltAll() {
	mp := getg().m
	if mp.locks > 0 {
		throw("stopTheWorld: holding locks")
	}
	lock(&sched.lock)
	sched.stopwait = gomaxprocs
	sched.gcwaiting.Store(true)
	preemptall()
	mp.p.ptr().halt()
	for _, pp := range allp {
		pp.haltInSyscall()
	}
	for pp := pidleget(); pp != nil; pp = pidleget() {
		pp.halt()
	}
	unlock(&sched.lock)

	// A request may come at a moment when it cannot be followed: repeat it.
	for !notetsleep(&sched.stopnote, 100_000) {
		preemptall()
	}
	noteclear(&sched.stopnote)
	for _, pp := range allp {
		if pp.status != _Pgcstop {
			throw("stopTheWorld: a p still runs")
		}
	}
}

// halt stops a p that the caller holds. sched.lock is held.
func (pp *p) halt() {
	pp.status = _Pgcstop
	countHalted()
}

// haltInSyscall stops a p whose goroutine is in a system call. sched.lock is held.
func (pp *p) haltInSyscall() {
	if atomic.Load(&pp.status) == _Psyscall && atomic.Cas(&pp.status, _Psyscall, _Pgcstop) {
		pp.syscalltick++
		countHalted()
	}
}

func countHalted() {
	sched.stopwait--
	if sched.stopwait == 0 {
		notewakeup(&sched.stopnote)
	}
}

// gcstopm gives up the p, because the world stops, and sleeps until it goes on.
func gcstopm() {
	mp := getg().m
	if mp.spinning {
		mp.stopSpinning()
	}
	pp := releasep()
	lock(&sched.lock)
	if !sched.gcwaiting.Load() {
		throw("gcstopm: the world does not stop")
	}
	pp.halt()
	unlock(&sched.lock)
	stopm()
}

// resumeAll does the work of startTheWorld, on the scheduling stack.
func resumeAll() {
	mp := acquirem()
	if netpollinited() {
		list, delta := netpoll(0)
		injectglist(&list)
		netpollAdjustWaiters(delta)
	}
	lock(&sched.lock)
	n := gomaxprocs
	if newprocs != 0 {
		n, newprocs = newprocs, 0
	}
	busy := procresize(n)
	sched.gcwaiting.Store(false)
	wakeSysmon()
	unlock(&sched.lock)

	// Each p with work gets the thread that procresize found for it, or a new one.
	for busy != nil {
		pp := busy
		busy = pp.link.ptr()
		sleeper := pp.m.ptr()
		pp.m = 0
		if sleeper != nil {
			pp.giveTo(sleeper)
		} else {
			newm(nil, pp, -1)
		}
	}
	// There may be more than one thread's worth.
	wakep()
	releasem(mp)
}

// preemptall asks every running goroutine but the caller's to give way. It says whether there is one.
func preemptall() (any bool) {
	for _, pp := range allp {
		if pp.status == _Prunning && preemptone(pp) {
			any = true
		}
	}
	return any
}

// preemptone asks the goroutine on pp to give way. It may have gone meanwhile: who wants the
// p asks again.
func preemptone(pp *p) bool {
	mp := pp.m.ptr()
	if mp == nil || mp == getg().m {
		return false
	}
	if gp := mp.curg; gp != nil {
		gp.preempt = true
		gp.stackguard0 = stackPreempt
		pp.preempt = true
		preemptM(mp)
		return true
	}
	return false
}

// freezetheworld stops the others as well as it can, before a fatal error is printed. It takes no
// locks, and nothing runs afterwards that would start the world.
func freezetheworld() {
	if sched.stopwait == freezeStopWait {
		return
	}
	const rounds = 5
	for asked, round := true, 0; asked && round < rounds; round++ {
		// A thread that just then started the world may have undone it.
		sched.stopwait = freezeStopWait
		sched.gcwaiting.Store(true)
		asked = preemptall()
		usleep(1000)
	}
	preemptall()
	usleep(1000)
}
