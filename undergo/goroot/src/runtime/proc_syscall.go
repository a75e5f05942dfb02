// System calls and sysmon. A goroutine that enters a system call leaves its p in
// _Psyscall, bound to nobody; when it comes back it takes the p again if it can. In
// between, sysmon, a thread that runs without a p, may hand the p to others ("retake").

package runtime

import (
	"internal/runtime/atomic"
	"internal/runtime/sys"
	"unsafe"
)

type sysmontick struct {
	schedtick   uint32
	syscalltick uint32
	schedwhen   int64
	syscallwhen int64
}

// reentersyscall leaves Go code: pc, sp and bp are where it does so.
//
//go:linkname reentersyscall
func reentersyscall(pc, sp, bp uintptr) {
	gp := getg()
	mp := gp.m
	mp.locks++
	gp.syscallsp = sp
	gp.syscallpc = pc
	gp.syscallbp = bp
	gp.sched.sp = sp
	gp.sched.pc = pc
	gp.sched.bp = bp
	casgstatus(gp, _Grunning, _Gsyscall)
	if sched.sysmonwait.Load() {
		systemstack(entersyscall_sysmon)
	}
	pp := mp.p.ptr()
	if pp.runSafePointFn != 0 {
		systemstack(runSafePointFn)
	}
	mp.syscalltick = pp.syscalltick
	pp.m = 0
	mp.oldp.set(pp)
	mp.p = 0
	atomic.Store(&pp.status, _Psyscall)
	if sched.gcwaiting.Load() {
		systemstack(entersyscall_gcwait)
	}
	mp.locks--
}

//go:linkname entersyscall
//go:noinline
func entersyscall() {
	fp := getfp()
	reentersyscall(sys.GetCallerPC(), sys.GetCallerSP(), *(*uintptr)(unsafe.Pointer(fp)))
}

func entersyscall_sysmon() {
	lock(&sched.lock)
	if sched.sysmonwait.Load() {
		sched.sysmonwait.Store(false)
		notewakeup(&sched.sysmonnote)
	}
	unlock(&sched.lock)
}

func entersyscall_gcwait() {
	pp := getg().m.oldp.ptr()
	lock(&sched.lock)
	if sched.stopwait > 0 && atomic.Cas(&pp.status, _Psyscall, _Pgcstop) {
		pp.gcStopTime = nanotime()
		pp.syscalltick++
		sched.stopwait--
		if sched.stopwait == 0 {
			notewakeup(&sched.stopnote)
		}
	}
	unlock(&sched.lock)
}

// entersyscallblock is for a call known to block: the p is handed on at once.
//
//go:noinline
func entersyscallblock() {
	gp := getg()
	mp := gp.m
	mp.locks++
	pp := mp.p.ptr()
	mp.syscalltick = pp.syscalltick
	pp.syscalltick++
	fp := getfp()
	gp.syscallpc = sys.GetCallerPC()
	gp.syscallsp = sys.GetCallerSP()
	gp.syscallbp = *(*uintptr)(unsafe.Pointer(fp))
	gp.sched.sp = gp.syscallsp
	gp.sched.pc = gp.syscallpc
	gp.sched.bp = gp.syscallbp
	casgstatus(gp, _Grunning, _Gsyscall)
	systemstack(entersyscallblock_handoff)
	mp.locks--
}

func entersyscallblock_handoff() { handoffp(releasep()) }

// exitsyscall comes back to Go code.
//
//go:linkname exitsyscall
//go:noinline
func exitsyscall() {
	gp := getg()
	mp := gp.m
	mp.locks++
	gp.waitsince = 0
	oldp := mp.oldp.ptr()
	mp.oldp = 0
	if exitsyscallfast(oldp) {
		mp.p.ptr().syscalltick++
		casgstatus(gp, _Gsyscall, _Grunning)
		gp.syscallsp = 0
		mp.locks--
		if sched.disable.user && !gp.isSystem {
			Gosched()
		}
		return
	}
	mp.locks--
	mcall(exitsyscall0)
	// Running again, perhaps on another thread.
	gp = getg()
	gp.syscallsp = 0
	gp.m.p.ptr().syscalltick++
}

func exitsyscallfast(oldp *p) bool {
	if sched.stopwait == freezeStopWait {
		return false
	}
	if oldp != nil && oldp.status == _Psyscall && atomic.Cas(&oldp.status, _Psyscall, _Pidle) {
		wirep(oldp)
		return true
	}
	if sched.pidle == 0 {
		return false
	}
	ok := false
	systemstack(func() {
		lock(&sched.lock)
		pp, _ := pidleget(0)
		if pp != nil && sched.sysmonwait.Load() {
			sched.sysmonwait.Store(false)
			notewakeup(&sched.sysmonnote)
		}
		unlock(&sched.lock)
		if pp != nil {
			acquirep(pp)
			ok = true
		}
	})
	return ok
}

// exitsyscall0: no p at hand; the goroutine queues up.
func exitsyscall0(gp *g) {
	casgstatus(gp, _Gsyscall, _Grunnable)
	dropg()
	lock(&sched.lock)
	pp, _ := pidleget(0)
	locked := false
	if pp == nil {
		globrunqput(gp)
		locked = gp.lockedm != 0
	} else if sched.sysmonwait.Load() {
		sched.sysmonwait.Store(false)
		notewakeup(&sched.sysmonnote)
	}
	unlock(&sched.lock)
	if pp != nil {
		acquirep(pp)
		execute(gp, false)
	}
	if locked {
		stoplockedm()
		execute(gp, false)
	}
	stopm()
	schedule()
}

const (
	forcePreemptNS = 10 * 1000 * 1000
	freezeStopWait = 0x7fffffff
)

// sysmon runs for ever on a thread of its own, without a p.
func sysmon() {
	lock(&sched.lock)
	sched.nmsys++
	checkdead()
	unlock(&sched.lock)
	lasttrace := int64(0)
	idle := 0
	delay := uint32(0)
	for {
		if idle == 0 {
			delay = 20
		} else if idle > 50 {
			delay *= 2
		}
		delay = min(delay, 10*1000)
		usleep(delay)
		now := nanotime()
		if debug.schedtrace <= 0 && (sched.gcwaiting.Load() || sched.npidle.Load() == gomaxprocs) {
			lock(&sched.lock)
			if sched.gcwaiting.Load() || sched.npidle.Load() == gomaxprocs {
				syscallWake := false
				next := timeSleepUntil()
				if next > now {
					sched.sysmonwait.Store(true)
					unlock(&sched.lock)
					sleep := min(int64(forcegcperiod/2), next-now)
					syscallWake = notetsleep(&sched.sysmonnote, sleep)
					lock(&sched.lock)
					sched.sysmonwait.Store(false)
					noteclear(&sched.sysmonnote)
				}
				if syscallWake {
					idle = 0
					delay = 20
				}
			}
			unlock(&sched.lock)
		}
		lock(&sched.sysmonlock)
		now = nanotime()
		// The network, if nobody looked for 10 ms.
		lastpoll := sched.lastpoll.Load()
		if netpollinited() && lastpoll != 0 && lastpoll+10*1000*1000 < now {
			sched.lastpoll.CompareAndSwap(lastpoll, now)
			list, delta := netpoll(0)
			if !list.empty() {
				incidlelocked(-1)
				injectglist(&list)
				incidlelocked(1)
				netpollAdjustWaiters(delta)
			}
		}
		if retake(now) != 0 {
			idle = 0
		} else {
			idle++
		}
		if debug.schedtrace > 0 && lasttrace+int64(debug.schedtrace)*1000000 <= now {
			lasttrace = now
			schedtrace(debug.scheddetail > 0)
		}
		unlock(&sched.sysmonlock)
	}
}

const forcegcperiod = 2 * 60 * 1e9

// retake takes ps away from long system calls and asks long-running goroutines to stop.
func retake(now int64) uint32 {
	n := uint32(0)
	lock(&allpLock)
	for i := 0; i < len(allp); i++ {
		pp := allp[i]
		if pp == nil {
			continue
		}
		pd := &pp.sysmontick
		s := pp.status
		sysretake := false
		if s == _Prunning || s == _Psyscall {
			if t := pp.schedtick; pd.schedtick != t {
				pd.schedtick = t
				pd.schedwhen = now
			} else if pd.schedwhen+forcePreemptNS <= now {
				preemptone(pp)
				sysretake = true
			}
		}
		if s != _Psyscall {
			continue
		}
		if t := pp.syscalltick; !sysretake && pd.syscalltick != t {
			pd.syscalltick = t
			pd.syscallwhen = now
			continue
		}
		if runqempty(pp) && sched.nmspinning.Load()+sched.npidle.Load() > 0 && pd.syscallwhen+10*1000*1000 > now {
			continue
		}
		unlock(&allpLock)
		// One running thread less while we hand over, or checkdead sees a deadlock.
		incidlelocked(-1)
		if atomic.Cas(&pp.status, s, _Pidle) {
			n++
			pp.syscalltick++
			handoffp(pp)
		}
		incidlelocked(1)
		lock(&allpLock)
	}
	unlock(&allpLock)
	return n
}

// Forking: no signal handler may run in the child until it has its own.

//go:linkname syscall_runtime_BeforeFork syscall.runtime_BeforeFork
func syscall_runtime_BeforeFork() {
	gp := getg()
	gp.m.locks++
	sigsave(&gp.m.sigmask)
	sigblock(false)
	gp.stackguard0 = stackFork
}

//go:linkname syscall_runtime_AfterFork syscall.runtime_AfterFork
func syscall_runtime_AfterFork() {
	gp := getg()
	gp.stackguard0 = gp.stack.lo
	msigrestore(gp.m.sigmask)
	gp.m.locks--
}

var inForkedChild bool

//go:linkname syscall_runtime_AfterForkInChild syscall.runtime_AfterForkInChild
func syscall_runtime_AfterForkInChild() {
	// The child shares our memory (vfork): what is written here is undone.
	inForkedChild = true
	clearSignalHandlers()
	msigrestore(getg().m.sigmask)
	inForkedChild = false
}

var (
	execLock              rwmutex
	pendingPreemptSignals atomic.Int32
)

//go:linkname syscall_runtime_BeforeExec syscall.runtime_BeforeExec
func syscall_runtime_BeforeExec() {
	execLock.lock()
	for pendingPreemptSignals.Load() > 0 {
		osyield()
	}
}

//go:linkname syscall_runtime_AfterExec syscall.runtime_AfterExec
func syscall_runtime_AfterExec() { execLock.unlock() }

// schedtrace prints a line about the scheduler (GODEBUG=schedtrace=ms), and more lines about
// every p, m and g with scheddetail=1.
func schedtrace(detailed bool) {
	now := nanotime()
	if schedtraceStart == 0 {
		schedtraceStart = runtimeInitTime
	}
	lock(&sched.lock)
	print("SCHED ", (now-schedtraceStart)/1e6, "ms: gomaxprocs=", gomaxprocs, " idleprocs=", sched.npidle.Load(),
		" threads=", mcount(), " spinningthreads=", sched.nmspinning.Load(), " needspinning=", sched.needspinning.Load(),
		" idlethreads=", sched.nmidle, " runqueue=", sched.runq.size)
	if detailed {
		print(" gcwaiting=", sched.gcwaiting.Load(), " nmidlelocked=", sched.nmidlelocked, " stopwait=", sched.stopwait, " sysmonwait=", sched.sysmonwait.Load(), "\n")
	}
	for i, pp := range allp {
		h := atomic.Load(&pp.runqhead)
		t := atomic.Load(&pp.runqtail)
		if detailed {
			print("  P", i, ": status=", pp.status, " schedtick=", pp.schedtick, " syscalltick=", pp.syscalltick, " m=")
			if mp := pp.m.ptr(); mp != nil {
				print(mp.id)
			} else {
				print("nil")
			}
			print(" runqsize=", t-h, " gfreecnt=", pp.gFree.size, " timerslen=", len(pp.timers.heap), "\n")
			continue
		}
		print(" ")
		if i == 0 {
			print("[ ")
		}
		print(t - h)
		if i == len(allp)-1 {
			print(" ]")
		}
	}
	if !detailed {
		print(" schedticks=[ ")
		for _, pp := range allp {
			print(pp.schedtick, " ")
		}
		print("]\n")
		unlock(&sched.lock)
		return
	}
	for mp := allm; mp != nil; mp = mp.alllink {
		print("  M", mp.id, ": p=")
		if pp := mp.p.ptr(); pp != nil {
			print(pp.id)
		} else {
			print("nil")
		}
		print(" curg=")
		if mp.curg != nil {
			print(mp.curg.goid)
		} else {
			print("nil")
		}
		print(" mallocing=", mp.mallocing, " throwing=", mp.throwing, " preemptoff=", mp.preemptoff, " locks=", mp.locks,
			" dying=", mp.dying, " spinning=", mp.spinning, " blocked=", mp.blocked, " lockedg=")
		if lg := mp.lockedg.ptr(); lg != nil {
			print(lg.goid)
		} else {
			print("nil")
		}
		print("\n")
	}
	forEachG(func(gp *g) {
		print("  G", gp.goid, ": status=", readgstatus(gp), "(", gp.waitreason.String(), ") m=")
		if gp.m != nil {
			print(gp.m.id)
		} else {
			print("nil")
		}
		print(" lockedm=")
		if lm := gp.lockedm.ptr(); lm != nil {
			print(lm.id)
		} else {
			print("nil")
		}
		print("\n")
	})
	unlock(&sched.lock)
}

var schedtraceStart int64
