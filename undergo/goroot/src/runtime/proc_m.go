// Threads (m) and the ps they run with: making, parking and waking them, processors coming
// and going, threads bound to a goroutine, and the deadlock check.

package runtime

import (
	"internal/runtime/atomic"
	"internal/runtime/sys"
	"unsafe"
)

func checkmcount() {
	if count := mcount() - extraMInUse(); count > sched.maxmcount {
		print("runtime: program exceeds ", sched.maxmcount, "-thread limit\n")
		throw("thread exhaustion")
	}
}

func extraMInUse() int32 { return 0 }

func mcount() int32 { return int32(sched.mnext - sched.nmfreed) }

func mReserveID() int64 {
	if sched.mnext+1 < sched.mnext {
		throw("runtime: thread ID overflow")
	}
	id := sched.mnext
	sched.mnext++
	checkmcount()
	return id
}

// mcommoninit gives mp its number, its random state and its signal stack, and lists it.
func mcommoninit(mp *m, id int64) {
	lock(&sched.lock)
	if id >= 0 {
		mp.id = id
	} else {
		mp.id = mReserveID()
	}
	unlock(&sched.lock)
	mrandinit(mp)
	mpreinit(mp)
	lock(&sched.lock)
	mp.alllink = allm
	atomicstorep(unsafe.Pointer(&allm), unsafe.Pointer(mp))
	unlock(&sched.lock)
}

// mstart1 is the Go part of a thread's start. It does not return.
func mstart1() {
	gp := getg()
	if gp != gp.m.g0 {
		throw("bad runtime·mstart")
	}
	mp := gp.m
	gp.sched.g.set(gp)
	gp.sched.pc = sys.GetCallerPC()
	minit()
	if mp == &m0 {
		mstartm0()
	}
	if fn := mp.mstartfn; fn != nil {
		fn()
	}
	if mp != &m0 {
		acquirep(mp.nextp.ptr())
		mp.nextp = 0
	}
	schedule()
}

func mstartm0() { initsig(false) }

// mexitLocked ends a thread whose goroutine ended while bound to it. The p goes to another.
func mexitLocked(mp *m) {
	if mp == &m0 {
		// The main thread's end would end the process's main thread: park it for good.
		handoffp(releasep())
		lock(&sched.lock)
		sched.nmfreed++
		checkdead()
		unlock(&sched.lock)
		mPark()
		throw("locked m0 woke up")
	}
	sigblock(true)
	unminit()
	lock(&sched.lock)
	for pprev := &allm; *pprev != nil; pprev = &(*pprev).alllink {
		if *pprev == mp {
			*pprev = mp.alllink
			break
		}
	}
	mp.freeWait.Store(freeMWait)
	mp.freelink = sched.freem
	sched.freem = mp
	unlock(&sched.lock)
	handoffp(releasep())
	lock(&sched.lock)
	sched.nmfreed++
	checkdead()
	unlock(&sched.lock)
	exitThread(&mp.freeWait)
}

// newm starts a thread that runs fn and then, or instead, with pp.
func newm(fn func(), pp *p, id int64) {
	self := acquirem()
	had := self.p.ptr()
	if had == nil && pp == nil {
		throw("newm without a p")
	}
	borrowed := false
	if had == nil {
		acquirep(pp)
		borrowed = true
	}
	mp := allocm(fn, id)
	if borrowed {
		releasep()
	}
	mp.nextp.set(pp)
	mp.sigmask = initSigmask
	newosproc(mp)
	releasem(self)
}

// allocm makes an m with its scheduling stack, for a thread to be started.
func allocm(fn func(), id int64) *m {
	freeDeadMs()
	mp := new(m)
	mp.mstartfn = fn
	mcommoninit(mp, id)
	mp.g0 = malg(threadStackSize)
	mp.g0.m = mp
	return mp
}

// mPark sleeps on the thread's note.
func mPark() {
	mp := getg().m
	notesleep(&mp.park)
	noteclear(&mp.park)
}

// stopm sleeps until there is work; a p then comes with it.
func stopm() {
	mp := getg().m
	if mp.locks != 0 {
		throw("stopm holding locks")
	}
	if mp.p != 0 {
		throw("stopm holding p")
	}
	if mp.spinning {
		throw("stopm spinning")
	}
	lock(&sched.lock)
	mput(mp)
	unlock(&sched.lock)
	mPark()
	acquirep(mp.nextp.ptr())
	mp.nextp = 0
}

func mspinning() { getg().m.spinning = true }

// startm gets some thread to run pp, or any idle p when pp is nil. spinning: the
// caller counted it in nmspinning. lockheld: the caller holds sched.lock.
func startm(pp *p, spinning, lockheld bool) {
	mp := acquirem()
	if !lockheld {
		lock(&sched.lock)
	}
	if pp == nil {
		if spinning {
			throw("startm: P required for spinning=true")
		}
		pp, _ = pidleget(0)
		if pp == nil {
			if !lockheld {
				unlock(&sched.lock)
			}
			releasem(mp)
			return
		}
	}
	nmp := mget()
	if nmp == nil {
		// The number is taken under the lock, so that checkdead sees the thread to be.
		id := mReserveID()
		unlock(&sched.lock)
		var fn func()
		if spinning {
			fn = mspinning
		}
		newm(fn, pp, id)
		if lockheld {
			lock(&sched.lock)
		}
		releasem(mp)
		return
	}
	if !lockheld {
		unlock(&sched.lock)
	}
	if nmp.spinning {
		throw("startm: m is spinning")
	}
	if nmp.nextp != 0 {
		throw("startm: m has p")
	}
	if spinning && !runqempty(pp) {
		throw("startm: p has runnable gs")
	}
	nmp.spinning = spinning
	nmp.nextp.set(pp)
	notewakeup(&nmp.park)
	releasem(mp)
}

// handoffp finds pp a thread if there is work for it, else makes it idle.
func handoffp(pp *p) {
	if !runqempty(pp) || !sched.runq.empty() {
		startm(pp, false, false)
		return
	}
	if sched.nmspinning.Load()+sched.npidle.Load() == 0 && sched.nmspinning.CompareAndSwap(0, 1) {
		sched.needspinning.Store(0)
		startm(pp, true, false)
		return
	}
	lock(&sched.lock)
	if sched.gcwaiting.Load() {
		pp.status = _Pgcstop
		pp.gcStopTime = nanotime()
		sched.stopwait--
		if sched.stopwait == 0 {
			notewakeup(&sched.stopnote)
		}
		unlock(&sched.lock)
		return
	}
	if pp.runSafePointFn != 0 && atomic.Cas(&pp.runSafePointFn, 1, 0) {
		sched.safePointFn(pp)
		sched.safePointWait--
		if sched.safePointWait == 0 {
			notewakeup(&sched.safePointNote)
		}
	}
	if !sched.runq.empty() {
		unlock(&sched.lock)
		startm(pp, false, false)
		return
	}
	// The last p must not go idle while somebody has to watch the network.
	if sched.npidle.Load() == gomaxprocs-1 && sched.lastpoll.Load() != 0 {
		unlock(&sched.lock)
		startm(pp, false, false)
		return
	}
	when := pp.timers.wakeTime()
	pidleput(pp, 0)
	unlock(&sched.lock)
	if when != 0 {
		wakeNetPoller(when)
	}
}

// wakep starts one more spinning thread if there is an idle p and nobody spins.
func wakep() {
	if sched.nmspinning.Load() != 0 || sched.npidle.Load() == 0 || !sched.nmspinning.CompareAndSwap(0, 1) {
		return
	}
	mp := acquirem()
	lock(&sched.lock)
	pp, _ := pidlegetSpinning(0)
	if pp == nil {
		if sched.nmspinning.Add(-1) < 0 {
			throw("wakep: negative nmspinning")
		}
		unlock(&sched.lock)
		releasem(mp)
		return
	}
	unlock(&sched.lock)
	startm(pp, true, false)
	releasem(mp)
}

// stoplockedm waits until this thread's own goroutine can run.
func stoplockedm() {
	mp := getg().m
	if mp.lockedg == 0 || mp.lockedg.ptr().lockedm.ptr() != mp {
		throw("stoplockedm: inconsistent locking")
	}
	if mp.p != 0 {
		handoffp(releasep())
	}
	incidlelocked(1)
	mPark()
	if s := readgstatus(mp.lockedg.ptr()); s&^_Gscan != _Grunnable {
		print("runtime:stoplockedm: lockedg (atomicstatus=", s, ") is not Grunnable or Gscanrunnable\n")
		throw("stoplockedm: not runnable")
	}
	acquirep(mp.nextp.ptr())
	mp.nextp = 0
}

// startlockedm gives our p to the thread gp is bound to and waits for other work.
func startlockedm(gp *g) {
	mp := gp.lockedm.ptr()
	if mp == getg().m {
		throw("startlockedm: locked to me")
	}
	if mp.nextp != 0 {
		throw("startlockedm: m has p")
	}
	incidlelocked(-1)
	pp := releasep()
	mp.nextp.set(pp)
	notewakeup(&mp.park)
	stopm()
}

func incidlelocked(v int32) {
	lock(&sched.lock)
	sched.nmidlelocked += v
	if v > 0 {
		checkdead()
	}
	unlock(&sched.lock)
}

// Idle threads. sched.lock is held.

func mput(mp *m) {
	mp.schedlink = sched.midle
	sched.midle.set(mp)
	sched.nmidle++
	checkdead()
}

func mget() *m {
	mp := sched.midle.ptr()
	if mp != nil {
		sched.midle = mp.schedlink
		mp.schedlink = 0
		sched.nmidle--
	}
	return mp
}

// freeDeadMs unmaps the stacks of threads that ended.
func freeDeadMs() {
	if sched.freem == nil {
		return
	}
	lock(&sched.lock)
	var keep *m
	for fm := sched.freem; fm != nil; {
		next := fm.freelink
		if fm.freeWait.Load() == freeMWait {
			fm.freelink = keep
			keep = fm
		} else {
			freeg(fm.gsignal)
			freeg(fm.g0)
		}
		fm = next
	}
	sched.freem = keep
	unlock(&sched.lock)
}

// acquirep binds pp to this thread.
func acquirep(pp *p) { wirep(pp) }

func wirep(pp *p) {
	mp := getg().m
	if mp.p != 0 {
		throw("wirep: already in go")
	}
	if pp.m != 0 || pp.status != _Pidle {
		id := int64(0)
		if pp.m != 0 {
			id = pp.m.ptr().id
		}
		print("wirep: p->m=", pp.m, "(", id, ") p->status=", pp.status, "\n")
		throw("wirep: invalid p state")
	}
	mp.p.set(pp)
	pp.m.set(mp)
	pp.status = _Prunning
}

// releasep unbinds this thread's p.
func releasep() *p {
	mp := getg().m
	if mp.p == 0 {
		throw("releasep: invalid arg")
	}
	pp := mp.p.ptr()
	if pp.m.ptr() != mp || pp.status != _Prunning {
		print("releasep: m=", mp, " m->p=", mp.p.ptr(), " p->m=", hex(pp.m), " p->status=", pp.status, "\n")
		throw("releasep: invalid p state")
	}
	mp.p = 0
	pp.m = 0
	pp.status = _Pidle
	return pp
}

func (pp *p) init(id int32) {
	pp.id = id
	pp.status = _Pgcstop
	if pp.sudogcache == nil {
		pp.sudogcache = pp.sudogbuf[:0]
	}
	if pp.mcache == nil {
		if id == 0 {
			if mcache0 == nil {
				throw("missing mcache?")
			}
			pp.mcache = mcache0
		} else {
			pp.mcache = allocmcache()
		}
	}
	timerpMask.set(id)
	idlepMask.clear(id)
}

// destroy empties a p that is no longer wanted. The world is stopped.
func (pp *p) destroy() {
	for pp.runqhead != pp.runqtail {
		pp.runqtail--
		globrunqputhead(pp.runq[pp.runqtail%uint32(len(pp.runq))].ptr())
	}
	if pp.runnext != 0 {
		globrunqputhead(pp.runnext.ptr())
		pp.runnext = 0
	}
	getg().m.p.ptr().timers.take(&pp.timers)
	for i := range pp.sudogbuf {
		pp.sudogbuf[i] = nil
	}
	pp.sudogcache = pp.sudogbuf[:0]
	gfpurge(pp)
	freemcache(pp.mcache)
	pp.mcache = nil
	pp.status = _Pdead
}

// procresize sets the number of ps. The world is stopped. It returns the ps with local
// work, linked.
func procresize(nprocs int32) *p {
	old := gomaxprocs
	if old < 0 || nprocs <= 0 {
		throw("procresize: invalid arg")
	}
	now := nanotime()
	if sched.procresizetime != 0 {
		sched.totaltime += int64(old) * (now - sched.procresizetime)
	}
	sched.procresizetime = now
	if nprocs > int32(len(allp)) {
		lock(&allpLock)
		if nprocs <= int32(cap(allp)) {
			allp = allp[:nprocs]
		} else {
			n := make([]*p, nprocs)
			copy(n, allp[:cap(allp)])
			allp = n
		}
		idlepMask = idlepMask.resize(nprocs)
		timerpMask = timerpMask.resize(nprocs)
		unlock(&allpLock)
	}
	for i := old; i < nprocs; i++ {
		pp := allp[i]
		if pp == nil {
			pp = new(p)
		}
		pp.init(i)
		atomicstorep(unsafe.Pointer(&allp[i]), unsafe.Pointer(pp))
	}
	mp := getg().m
	if mp.p != 0 && mp.p.ptr().id < nprocs {
		mp.p.ptr().status = _Prunning
	} else {
		if mp.p != 0 {
			mp.p.ptr().m = 0
		}
		mp.p = 0
		pp := allp[0]
		pp.m = 0
		pp.status = _Pidle
		acquirep(pp)
	}
	mcache0 = nil
	for i := nprocs; i < old; i++ {
		allp[i].destroy()
	}
	if int32(len(allp)) != nprocs {
		lock(&allpLock)
		allp = allp[:nprocs]
		idlepMask = idlepMask.resize(nprocs)
		timerpMask = timerpMask.resize(nprocs)
		unlock(&allpLock)
	}
	var runnable *p
	for i := nprocs - 1; i >= 0; i-- {
		pp := allp[i]
		if mp.p.ptr() == pp {
			continue
		}
		pp.status = _Pidle
		if runqempty(pp) {
			pidleput(pp, now)
		} else {
			pp.m.set(mget())
			pp.link.set(runnable)
			runnable = pp
		}
	}
	stealOrder.reset(uint32(nprocs))
	atomic.Store((*uint32)(unsafe.Pointer(&gomaxprocs)), uint32(nprocs))
	return runnable
}

// checkdead ends the program when nothing can ever run again. sched.lock is held.
func checkdead() {
	// A host's threads may come and start goroutines at any time.
	if islibrary || isarchive {
		return
	}
	if panicking.Load() > 0 {
		return
	}
	run := mcount() - sched.nmidle - sched.nmidlelocked - sched.nmsys
	if run > 0 {
		return
	}
	if run < 0 {
		print("runtime: checkdead: nmidle=", sched.nmidle, " nmidlelocked=", sched.nmidlelocked, " mcount=", mcount(), " nmsys=", sched.nmsys, "\n")
		unlock(&sched.lock)
		throw("checkdead: inconsistent counts")
	}
	grunning := 0
	forEachG(func(gp *g) {
		if gp.isSystem {
			return
		}
		switch s := readgstatus(gp); s &^ _Gscan {
		case _Gwaiting, _Gpreempted:
			grunning++
		case _Grunnable, _Grunning, _Gsyscall:
			print("runtime: checkdead: find g ", gp.goid, " in status ", s, "\n")
			unlock(&sched.lock)
			throw("checkdead: runnable g")
		}
	})
	if grunning == 0 { // main called Goexit
		unlock(&sched.lock)
		fatal("no goroutines (main called runtime.Goexit) - deadlock!")
	}
	// Timers can still wake somebody.
	for _, pp := range allp {
		if pp.timers.len.Load() > 0 {
			return
		}
	}
	unlock(&sched.lock)
	fatal("all goroutines are asleep - deadlock!")
}

// Binding a goroutine to its thread.

func dolockOSThread() {
	gp := getg()
	gp.m.lockedg.set(gp)
	gp.lockedm.set(gp.m)
}

// LockOSThread binds the calling goroutine to its thread until UnlockOSThread was called
// as often.
func LockOSThread() {
	gp := getg()
	gp.m.lockedExt++
	if gp.m.lockedExt == 0 {
		gp.m.lockedExt--
		panic("LockOSThread nesting overflow")
	}
	dolockOSThread()
}

func lockOSThread() {
	getg().m.lockedInt++
	dolockOSThread()
}

func dounlockOSThread() {
	gp := getg()
	if gp.m.lockedInt != 0 || gp.m.lockedExt != 0 {
		return
	}
	gp.m.lockedg = 0
	gp.lockedm = 0
}

// UnlockOSThread undoes one LockOSThread.
func UnlockOSThread() {
	gp := getg()
	if gp.m.lockedExt == 0 {
		return
	}
	gp.m.lockedExt--
	dounlockOSThread()
}

func unlockOSThread() {
	gp := getg()
	if gp.m.lockedInt == 0 {
		systemstack(func() { throw("runtime: internal error: misuse of lockOSThread/unlockOSThread") })
	}
	gp.m.lockedInt--
	dounlockOSThread()
}

func lockedOSThread() bool {
	gp := getg()
	return gp.lockedm != 0 && gp.m.lockedg != 0
}
