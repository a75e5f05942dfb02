// What GODEBUG=schedtrace=ms prints: a line about the scheduler every so often; with
// scheddetail=1 also one about every p, m and g. Tools read these lines: their texts are Go's.

package runtime

import "internal/runtime/atomic"

var schedtraceStart int64

// schedtrace prints the lines.
func schedtrace(detailed bool) {
	lock(&sched.lock)
	schedtraceOf(detailed, forEachG)
	unlock(&sched.lock)
}

// schedtraceOfDying takes no locks: the thread that dies may hold them, at least if a signal is why.
func schedtraceOfDying() { schedtraceOf(true, forEachGRace) }

func schedtraceOf(detailed bool, eachG func(func(gp *g))) {
	now := nanotime()
	if schedtraceStart == 0 {
		schedtraceStart = runtimeInitTime
	}
	print("SCHED ", (now-schedtraceStart)/1e6, "ms: gomaxprocs=", gomaxprocs, " idleprocs=", sched.npidle.Load(),
		" threads=", mcount(), " spinningthreads=", sched.nmspinning.Load(), " needspinning=", sched.needspinning.Load(),
		" idlethreads=", sched.nmidle, " runqueue=", sched.runq.size)
	if detailed {
		traceDetails(eachG)
	} else {
		traceQueues()
	}
}

// runqlen is a guess, unless the p stands still.
func (pp *p) runqlen() uint32 {
	head := atomic.Load(&pp.runqhead)
	return atomic.Load(&pp.runqtail) - head
}

func traceQueues() {
	print(" [ ")
	for _, pp := range allp {
		print(pp.runqlen(), " ")
	}
	print("] schedticks=[ ")
	for _, pp := range allp {
		print(pp.schedtick, " ")
	}
	print("]\n")
}

func traceDetails(eachG func(func(gp *g))) {
	print(" gcwaiting=", sched.gcwaiting.Load(), " nmidlelocked=", sched.nmidlelocked)
	print(" stopwait=", sched.stopwait, " sysmonwait=", sched.sysmonwait.Load(), "\n")
	for _, pp := range allp {
		print("  P", pp.id, ": status=", pp.status, " schedtick=", pp.schedtick, " syscalltick=", pp.syscalltick)
		printM(" m=", pp.m.ptr())
		print(" runqsize=", pp.runqlen(), " gfreecnt=", pp.gFree.size, " timerslen=", len(pp.timers.heap), "\n")
	}
	for mp := allm; mp != nil; mp = mp.alllink {
		print("  M", mp.id, ": p=")
		if pp := mp.p.ptr(); pp != nil {
			print(pp.id)
		} else {
			print("nil")
		}
		printG(" curg=", mp.curg)
		print(" mallocing=", mp.mallocing, " throwing=", mp.throwing, " preemptoff=", mp.preemptoff, " locks=", mp.locks)
		print(" dying=", mp.dying, " spinning=", mp.spinning, " blocked=", mp.blocked)
		printG(" lockedg=", mp.lockedg.ptr())
		print("\n")
	}
	eachG(func(gp *g) {
		print("  G", gp.goid, ": status=", readgstatus(gp), "(", gp.waitreason.String(), ")")
		printM(" m=", gp.m)
		printM(" lockedm=", gp.lockedm.ptr())
		print("\n")
	})
}

func printM(label string, mp *m) {
	if mp == nil {
		print(label, "nil")
	} else {
		print(label, mp.id)
	}
}

func printG(label string, gp *g) {
	if gp == nil {
		print(label, "nil")
	} else {
		print(label, gp.goid)
	}
}
