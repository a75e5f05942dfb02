// System calls, and sysmon.
//
// A goroutine that enters a system call leaves its p in _Psyscall, bound to nobody, and remembers
// it in m.oldp. Most calls are short: it comes back and takes the p again by one compare and swap. Whoever
// wants the p meanwhile (sysmon, when the call takes long; who stops the world) takes it the same
// way, so one of them gets it. A goroutine that comes back to nothing looks for an idle p, and
// queues up if there is none.

package runtime

import (
	"internal/runtime/atomic"
	"internal/runtime/sys"
	"unsafe"
)

// reentersyscall leaves Go code: pc, sp and bp are where it does so, for traces.
//
//go:linkname reentersyscall
func reentersyscall(pc, sp, bp uintptr) {
	gp := getg()
	mp := gp.m
	mp.locks++ // not to be stopped halfway
	gp.enterSyscallAt(pc, sp, bp)
	mp.parkp()
	mp.locks--
}

// entersyscall leaves Go code for a system call.
//
//go:linkname entersyscall
func entersyscall()

// entersyscall1 is its Go part, called with the registers noted in the g.
//
//go:noinline
func entersyscall1() {
	callerbp := *(*uintptr)(unsafe.Pointer(getfp()))
	reentersyscall(sys.GetCallerPC(), sys.GetCallerSP(), callerbp)
}

// entersyscallblock is for a call known to block: the p is handed on at once.
func entersyscallblock()

//go:noinline
func entersyscallblock1() {
	gp := getg()
	mp := gp.m
	mp.locks++
	mp.p.ptr().syscalltick++
	callerbp := *(*uintptr)(unsafe.Pointer(getfp()))
	gp.enterSyscallAt(sys.GetCallerPC(), sys.GetCallerSP(), callerbp)
	systemstack(func() { handoffp(releasep()) })
	mp.locks--
}

// enterSyscallAt notes where the goroutine leaves Go code.
func (gp *g) enterSyscallAt(pc, sp, bp uintptr) {
	gp.syscallpc, gp.syscallsp, gp.syscallbp = pc, sp, bp
	gp.sched.pc, gp.sched.sp, gp.sched.bp = pc, sp, bp
	casgstatus(gp, _Grunning, _Gsyscall)
}

// parkp leaves the thread's p in _Psyscall.
func (mp *m) parkp() {
	pp := mp.p.ptr()
	mp.oldp.set(pp)
	mp.p, pp.m = 0, 0
	atomic.Store(&pp.status, _Psyscall) // from now on it may be taken
	if sched.sysmonwait.Load() {
		systemstack(func() {
			lock(&sched.lock)
			wakeSysmon()
			unlock(&sched.lock)
		})
	}
	if sched.gcwaiting.Load() {
		// Who stops the world may have looked at the p before.
		systemstack(func() {
			lock(&sched.lock)
			if sched.stopwait > 0 {
				getg().m.oldp.ptr().haltInSyscall()
			}
			unlock(&sched.lock)
		})
	}
}

// unparkp takes the p back that parkp left, if nobody else has taken it.
func (mp *m) unparkp() bool {
	pp := mp.oldp.ptr()
	mp.oldp = 0
	if pp == nil || atomic.Load(&pp.status) != _Psyscall || !atomic.Cas(&pp.status, _Psyscall, _Pidle) {
		return false
	}
	acquirep(pp)
	pp.syscalltick++
	return true
}

// exitsyscall comes back to Go code.
//
//go:linkname exitsyscall
//go:noinline
func exitsyscall() {
	gp := getg()
	mp := gp.m
	mp.locks++
	// A program that dies keeps its ps where they are.
	if sched.stopwait != freezeStopWait && (mp.unparkp() || sched.pidle != 0 && takeIdlep()) {
		if gcMarking.on && gp.gcScan.Load() != gcMarking.scanned {
			systemstack(func() { gcScanNow(gp) })
		}
		casgstatus(gp, _Gsyscall, _Grunning)
		gp.syscallsp = 0
		mp.locks--
		return
	}
	mp.oldp = 0
	mp.locks--
	mcall(exitsyscall0)
	// Running again, perhaps on another thread.
	getg().syscallsp = 0
}

// takeIdlep gets the thread an idle p, if there is one.
func takeIdlep() (ok bool) {
	systemstack(func() {
		pp := pidleForReturn(nil)
		if ok = pp != nil; ok {
			acquirep(pp)
			pp.syscalltick++
		}
	})
	return ok
}

// pidleForReturn finds a p for a thread that comes from a system call. If there is none, gp joins the
// global queue.
func pidleForReturn(gp *g) *p {
	lock(&sched.lock)
	pp := pidleget()
	if pp != nil {
		wakeSysmon()
	} else if gp != nil {
		globrunqput(gp)
	}
	unlock(&sched.lock)
	return pp
}

// exitsyscall0 goes on, on the scheduling stack, when no p was at hand.
func exitsyscall0(gp *g) {
	casgstatus(gp, _Gsyscall, _Grunnable)
	dropg()
	// Once gp is in the queue it may run elsewhere; if bound to us, only here.
	bound := gp.lockedm != 0
	if pp := pidleForReturn(gp); pp != nil {
		acquirep(pp)
		pp.syscalltick++
		execute(gp, false)
	}
	if bound {
		stoplockedm()
		execute(gp, false)
	}
	stopm()
	schedule()
}

// sysmon.

const (
	forcePreemptNS = 10_000_000
	maxSyscallNS   = 10_000_000
	pollEveryNS    = 10_000_000
	sysmonSleepNS  = 60_000_000_000
	freezeStopWait = 0x7fffffff
)

// A sysmontick is what sysmon saw of a p: how often it had switched goroutines and entered or left system
// calls, and since when these numbers have stood still.
type sysmontick struct {
	schedtick   uint32
	schedwhen   int64
	syscalltick uint32
	syscallwhen int64
}

// sysmon watches over the others for ever, on a thread of its own, without a p. It looks every 20 µs
// while there is something to do, less and less often otherwise, and not at all while no p runs.
func sysmon() {
	lock(&sched.lock)
	sched.nmsys++ // this thread says nothing about the program being alive
	checkdead()
	unlock(&sched.lock)
	const shortest, longest = 20, 10_000 // µs
	pause := uint32(shortest)
	quiet := 0 // rounds without work
	traced := int64(0)
	for {
		if quiet > 50 {
			pause = min(2*pause, longest)
		}
		usleep(pause)
		if debug.schedtrace <= 0 && sysmonMaySleep() && sysmonSleep() {
			quiet, pause = 0, shortest
		}
		lock(&sched.sysmonlock)
		now := nanotime()
		sysmonPoll(now)
		if retake(now) {
			quiet, pause = 0, shortest
		} else {
			quiet++
		}
		sysmonForceGC(now)
		if gcMarking.on && sched.npidle.Load() != 0 && markWorkLeft() {
			asRunning(wakep)
		}
		if period := int64(debug.schedtrace) * 1_000_000; period > 0 && traced+period <= now {
			traced = now
			schedtrace(debug.scheddetail > 0)
		}
		unlock(&sched.sysmonlock)
	}
}

func sysmonMaySleep() bool {
	return sched.gcwaiting.Load() || sched.npidle.Load() == gomaxprocs
}

// sysmonSleep sleeps until a p runs again or the next timer is due. It says whether it was woken.
func sysmonSleep() (woken bool) {
	lock(&sched.lock)
	if left := timeSleepUntil() - nanotime(); left > 0 && sysmonMaySleep() {
		sched.sysmonwait.Store(true)
		unlock(&sched.lock)
		woken = notetsleep(&sched.sysmonnote, min(left, sysmonSleepNS))
		lock(&sched.lock)
		sched.sysmonwait.Store(false)
		noteclear(&sched.sysmonnote)
	}
	unlock(&sched.lock)
	return woken
}

// wakeSysmon ends sysmonSleep. sched.lock is held.
func wakeSysmon() {
	if sched.sysmonwait.Load() {
		sched.sysmonwait.Store(false)
		notewakeup(&sched.sysmonnote)
	}
}

// sysmonPoll asks the network poller, if nobody has done so for a while.
func sysmonPoll(now int64) {
	last := sched.lastpoll.Load()
	if !netpollinited() || last == 0 || last+pollEveryNS >= now {
		return
	}
	sched.lastpoll.CompareAndSwap(last, now)
	list, delta := netpoll(0)
	if list.empty() {
		return
	}
	asRunning(func() { injectglist(&list) })
	netpollAdjustWaiters(delta)
}

// asRunning counts a thread more as running while fn starts threads, which may end at once: else
// checkdead could take the moment between for a deadlock.
func asRunning(fn func()) {
	incidlelocked(-1)
	fn()
	incidlelocked(1)
}

// retake asks goroutines that run for long to stop, and takes ps from long system calls. It says whether
// it took one.
func retake(now int64) (took bool) {
	// allpLock is let go while a p is handed on, so allp may change under way.
	lock(&allpLock)
	for i := 0; i < len(allp); i++ {
		pp := allp[i]
		if pp == nil || !pp.overdue(now) {
			continue
		}
		unlock(&allpLock)
		asRunning(func() {
			if atomic.Cas(&pp.status, _Psyscall, _Pidle) {
				took = true
				pp.syscalltick++
				handoffp(pp)
			}
		})
		lock(&allpLock)
	}
	unlock(&allpLock)
	return took
}

// overdue looks at one p: asks its goroutine to stop if its time slice is over, and says whether the p
// is to be taken from a system call.
func (pp *p) overdue(now int64) bool {
	status := atomic.Load(&pp.status)
	if status != _Prunning && status != _Psyscall {
		return false
	}
	seen := &pp.sysmontick
	sliceOver := false
	if seen.schedtick != pp.schedtick {
		seen.schedtick, seen.schedwhen = pp.schedtick, now
	} else if sliceOver = seen.schedwhen+forcePreemptNS <= now; sliceOver {
		preemptone(pp)
	}
	if status != _Psyscall {
		return false
	}
	if seen.syscalltick != pp.syscalltick && !sliceOver {
		seen.syscalltick, seen.syscallwhen = pp.syscalltick, now
		return false
	}
	// Nobody misses the p while it has no work and others are free. After a while it is taken all the
	// same, lest it keep sysmon from sleeping.
	needed := !runqempty(pp) || sched.nmspinning.Load()+sched.npidle.Load() == 0
	return needed || seen.syscallwhen+maxSyscallNS <= now
}

// Forking. Between fork and exec no signal handler may run in the child, which borrows our memory: signals are
// blocked all the while that the goroutine is marked, for those that wait arrive as soon as they may.

//go:linkname syscall_runtime_BeforeFork syscall.runtime_BeforeFork
func syscall_runtime_BeforeFork() {
	gp := getg()
	mp := gp.m
	mp.locks++
	sigsave(&mp.sigmask)
	sigblock(false)
	gp.stackguard0 = stackFork
}

//go:linkname syscall_runtime_AfterFork syscall.runtime_AfterFork
func syscall_runtime_AfterFork() {
	gp := getg()
	mp := gp.m
	gp.stackguard0 = gp.stack.lo
	msigrestore(mp.sigmask)
	mp.locks--
}

//go:linkname syscall_runtime_AfterForkInChild syscall.runtime_AfterForkInChild
func syscall_runtime_AfterForkInChild() {
	clearSignalHandlers()
	msigrestore(getg().m.sigmask)
}

// execLock is held while the process becomes another one.
var execLock rwmutex

//go:linkname syscall_runtime_BeforeExec syscall.runtime_BeforeExec
func syscall_runtime_BeforeExec() { execLock.lock() }

//go:linkname syscall_runtime_AfterExec syscall.runtime_AfterExec
func syscall_runtime_AfterExec() { execLock.unlock() }
