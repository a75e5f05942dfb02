// Threads (m) and what binds them: to a p while they run Go code, to a goroutine that has locked
// its thread. Threads are started and parked here, ps made and taken away, and here it is noticed that
// nothing can ever run again.
//
// A p is always held by somebody: by a thread (m.p, p.m), by the list of idle ones, by a goroutine in
// a system call (_Psyscall), by who stops the world (_Pgcstop), or for a moment by the
// function that passes it on. A parked thread gets one in m.nextp before its note is woken.

package runtime

import (
	"internal/runtime/atomic"
	"internal/runtime/sys"
	"unsafe"
)

// mcount is how many threads there are. sched.lock is held, or it is a guess.
func mcount() int32 { return int32(sched.mnext - sched.nmfreed) }

func checkmcount() {
	if mcount() > sched.maxmcount {
		print("runtime: program exceeds ", sched.maxmcount, "-thread limit\n")
		throw("thread exhaustion")
	}
}

// mReserveID counts a thread that will be started. sched.lock is held.
func mReserveID() int64 {
	sched.mnext++
	checkmcount()
	return sched.mnext - 1
}

// mcommoninit gives mp its number (id, or a new one if that is negative), its random state and
// its signal stack, and lists it.
func mcommoninit(mp *m, id int64) {
	if id < 0 {
		lock(&sched.lock)
		id = mReserveID()
		unlock(&sched.lock)
	}
	mp.id = id
	mrandinit(mp)
	mpreinit(mp)
	lock(&sched.lock)
	mp.alllink = allm
	atomicstorep(unsafe.Pointer(&allm), unsafe.Pointer(mp)) // allm is read without the lock
	unlock(&sched.lock)
}

// Starting and ending threads.

// newm starts a thread that runs fn, if there is one, and then pp.
func newm(fn func(), pp *p, id int64) {
	self := acquirem()
	newosproc(allocm(fn, pp, id))
	releasem(self)
}

// allocm makes an m, with its scheduling stack, for a thread that will run fn and then pp. It allocates: a
// caller without a p borrows that one.
func allocm(fn func(), pp *p, id int64) *m {
	borrow := getg().m.p == 0
	if borrow {
		acquirep(pp)
	}
	freeDeadMs()
	mp := new(m)
	mcommoninit(mp, id)
	mp.g0 = malg(threadStackSize)
	mp.g0.m = mp
	if borrow {
		releasep()
	}
	mp.mstartfn = fn
	mp.sigmask = initSigmask
	mp.nextp.set(pp)
	return mp
}

// mstart1 is the Go part of a thread's start. It does not return.
func mstart1() {
	gp := getg()
	mp := gp.m
	if gp != mp.g0 {
		throw("mstart: not on the scheduling stack")
	}
	gp.sched.g.set(gp)
	gp.sched.pc = sys.GetCallerPC()
	minit()
	if mp == &m0 {
		initsig(false)
	}
	if mp.mstartfn != nil {
		mp.mstartfn()
	}
	if mp != &m0 { // which has its p
		mp.takeNext()
	}
	schedule()
}

// mexitLocked ends a thread whose goroutine ended while bound to it. The p goes to another.
func mexitLocked(mp *m) {
	if mp == &m0 {
		// The process would seem dead to those who look at it: keep the thread, for good.
		handoffp(releasep())
		leaveForGood()
		mPark()
		throw("the parked main thread woke up")
	}
	sigblock(true)
	unminit()
	lock(&sched.lock)
	where := &allm
	for *where != mp {
		where = &(*where).alllink
	}
	*where = mp.alllink
	mp.freeWait.Store(freeMWait) // exitThread clears it when the stack is no longer in use
	mp.freelink = sched.freem
	sched.freem = mp
	unlock(&sched.lock)
	handoffp(releasep())
	leaveForGood()
	exitThread(&mp.freeWait)
}

// leaveForGood stops counting the thread.
func leaveForGood() {
	lock(&sched.lock)
	sched.nmfreed++
	checkdead()
	unlock(&sched.lock)
}

// freeDeadMs unmaps the stacks of threads that ended.
func freeDeadMs() {
	if sched.freem == nil {
		return
	}
	lock(&sched.lock)
	where := &sched.freem
	for mp := *where; mp != nil; mp = *where {
		if mp.freeWait.Load() == freeMWait {
			where = &mp.freelink
			continue
		}
		*where = mp.freelink
		freeg(mp.gsignal)
		freeg(mp.g0)
	}
	unlock(&sched.lock)
}

// Parking and waking.

// mPark sleeps on the thread's note.
func mPark() {
	wake := &getg().m.park
	notesleep(wake)
	noteclear(wake)
}

// takeNext binds the thread to the p that it was given.
func (mp *m) takeNext() {
	pp := mp.nextp.ptr()
	mp.nextp = 0
	acquirep(pp)
}

// giveTo hands the caller's p, bound to nobody, to a parked thread.
func (pp *p) giveTo(sleeper *m) {
	if sleeper.nextp != 0 {
		throw("a parked thread is given two ps")
	}
	sleeper.nextp.set(pp)
	notewakeup(&sleeper.park)
}

// stopm sleeps until there is work; a p comes with it.
func stopm() {
	mp := getg().m
	if mp.locks != 0 || mp.p != 0 || mp.spinning {
		throw("stopm: the thread holds locks or a p, or is counted as searching")
	}
	lock(&sched.lock)
	mput(mp)
	unlock(&sched.lock)
	mPark()
	mp.takeNext()
}

// Parked threads without a goroutine of their own. sched.lock is held.

func mput(mp *m) {
	mp.schedlink = sched.midle
	sched.midle.set(mp)
	sched.nmidle++
	checkdead()
}

func mget() *m {
	mp := sched.midle.ptr()
	if mp != nil {
		sched.midle, mp.schedlink = mp.schedlink, 0
		sched.nmidle--
	}
	return mp
}

// startm gets a thread to run pp: a parked one or a new one. searching: it starts out looking for work,
// and the caller has counted it in nmspinning.
func startm(pp *p, searching bool) {
	self := acquirem() // if we were stopped here, pp would be nobody's
	lock(&sched.lock)
	mp := mget()
	if mp != nil {
		unlock(&sched.lock)
		mp.spinning = searching
		pp.giveTo(mp)
	} else {
		// Counted before the lock goes: else checkdead might see no thread at all.
		id := mReserveID()
		unlock(&sched.lock)
		mp = allocm(nil, pp, id)
		mp.spinning = searching
		newosproc(mp)
	}
	releasem(self)
}

// handoffp passes on a p whose thread blocks: to another thread if there is something to do, else
// it goes idle.
func handoffp(pp *p) {
	if !runqempty(pp) || !sched.runq.empty() || gcMarking.on && markWorkLeft() {
		startm(pp, false)
		return
	}
	// With neither idle ps nor searching threads all others are busy: work may be waiting there.
	if sched.nmspinning.Load()+sched.npidle.Load() == 0 && sched.nmspinning.CompareAndSwap(0, 1) {
		sched.needspinning.Store(0)
		startm(pp, true)
		return
	}
	lock(&sched.lock)
	if sched.gcwaiting.Load() {
		pp.halt()
		unlock(&sched.lock)
		return
	}
	// The last p must not go idle while nobody waits in the network poller.
	unwatched := sched.npidle.Load() == gomaxprocs-1 && sched.lastpoll.Load() != 0
	if unwatched || !sched.runq.empty() {
		unlock(&sched.lock)
		startm(pp, false)
		return
	}
	timer := pp.timers.wakeTime()
	pidleput(pp)
	unlock(&sched.lock)
	if timer != 0 {
		wakeNetPoller(timer)
	}
}

// wakep starts a thread that searches, if a p is idle and nobody searches.
func wakep() {
	if sched.nmspinning.Load() != 0 || sched.npidle.Load() == 0 || !sched.nmspinning.CompareAndSwap(0, 1) {
		return
	}
	self := acquirem() // as in startm
	lock(&sched.lock)
	pp := pidlegetSpinning()
	unlock(&sched.lock)
	if pp != nil {
		startm(pp, true)
	} else {
		sched.nmspinning.Add(-1)
	}
	releasem(self)
}

// Threads bound to a goroutine.

// stoplockedm waits until this thread's own goroutine can run.
func stoplockedm() {
	mp := getg().m
	own := mp.lockedg.ptr()
	if own == nil || own.lockedm.ptr() != mp {
		throw("stoplockedm: thread and goroutine are not bound to each other")
	}
	if mp.p != 0 {
		handoffp(releasep())
	}
	incidlelocked(1)
	mPark()
	if status := readgstatus(own); status != _Grunnable {
		dumpgstatus(own)
		throw("stoplockedm: the goroutine is not runnable")
	}
	mp.takeNext()
}

// startlockedm gives our p to the thread gp is bound to and waits for other work.
func startlockedm(gp *g) {
	owner := gp.lockedm.ptr()
	if owner == getg().m {
		throw("startlockedm: bound to the caller")
	}
	incidlelocked(-1)
	releasep().giveTo(owner)
	stopm()
}

// incidlelocked counts threads that wait for their own goroutine.
func incidlelocked(delta int32) {
	lock(&sched.lock)
	sched.nmidlelocked += delta
	if delta > 0 {
		checkdead()
	}
	unlock(&sched.lock)
}

// bind binds the calling goroutine and its thread to each other.
func bind() {
	gp := getg()
	gp.lockedm.set(gp.m)
	gp.m.lockedg.set(gp)
}

// unbind undoes bind, unless somebody still wants it.
func unbind() {
	gp := getg()
	if mp := gp.m; mp.lockedInt == 0 && mp.lockedExt == 0 {
		mp.lockedg, gp.lockedm = 0, 0
	}
}

// LockOSThread binds the calling goroutine to its thread until UnlockOSThread was called
// as often.
func LockOSThread() {
	count := &getg().m.lockedExt
	if *count == ^uint32(0) {
		panic("LockOSThread nesting overflow")
	}
	*count++
	bind()
}

// UnlockOSThread undoes one LockOSThread.
func UnlockOSThread() {
	if count := &getg().m.lockedExt; *count > 0 {
		*count--
		unbind()
	}
}

// lockOSThread and unlockOSThread are the runtime's own, counted apart: a program cannot undo them.
func lockOSThread() {
	getg().m.lockedInt++
	bind()
}

func unlockOSThread() {
	if getg().m.lockedInt == 0 {
		systemstack(func() { throw("runtime: internal error: misuse of lockOSThread/unlockOSThread") })
	}
	getg().m.lockedInt--
	unbind()
}

// ps.

// acquirep binds the thread to pp.
func acquirep(pp *p) {
	mp := getg().m
	if mp.p != 0 || pp.m != 0 || pp.status != _Pidle {
		print("acquirep: m=", mp.id, " m.p=", hex(mp.p), " p=", pp.id, " p.m=", hex(pp.m), " p.status=", pp.status, "\n")
		throw("acquirep: thread or p is bound already")
	}
	mp.p.set(pp)
	pp.m.set(mp)
	pp.status = _Prunning
}

// releasep undoes acquirep.
func releasep() *p {
	mp := getg().m
	pp := mp.p.ptr()
	if pp == nil || pp.m.ptr() != mp || pp.status != _Prunning {
		print("releasep: m=", mp.id, " m.p=", hex(mp.p), "\n")
		throw("releasep: thread and p are not bound to each other")
	}
	mp.p, pp.m = 0, 0
	pp.status = _Pidle
	return pp
}

// init prepares a p that is new or was taken away earlier. The world is stopped.
func (pp *p) init(id int32) {
	pp.id = id
	pp.status = _Pgcstop
	switch {
	case pp.mcache != nil:
	case id == 0: // the first one takes over what the program started with
		pp.mcache = mcache0
	default:
		pp.mcache = allocmcache()
	}
	timerpMask.set(id)
	idlepMask.clear(id)
}

// destroy empties a p that is no longer wanted. The world is stopped.
func (pp *p) destroy() {
	sched.runq.join(runqdrain(pp))
	getg().m.p.ptr().timers.take(&pp.timers)
	lock(&sched.sudoglock)
	moveSudogs(&sched.sudogs, &pp.sudogs, pp.sudogs.size)
	unlock(&sched.sudoglock)
	gfpurge(pp)
	freemcache(pp.mcache)
	pp.mcache = nil
	wbBufFlush(pp)
	pp.status = _Pdead
}

// resizep changes the length of what has an entry for each p. Beyond the length of allp,
// within its capacity, lie ps that were taken away.
func resizep(count int32) {
	lock(&allpLock)
	if known := allp[:cap(allp)]; int(count) > len(known) {
		allp = append(make([]*p, 0, count), known...)
	}
	allp = allp[:count]
	idlepMask = idlepMask.resize(count)
	timerpMask = timerpMask.resize(count)
	unlock(&allpLock)
}

// procresize sets the number of ps. The world is stopped, sched.lock held, and the caller keeps a p,
// perhaps another one. It returns the ps with work, linked, each with a parked thread if there is one.
func procresize(count int32) *p {
	before := gomaxprocs
	noteProcs()
	if count > before {
		resizep(count)
		for id, pp := range allp[before:] {
			if pp == nil {
				pp = new(p)
			}
			id := before + int32(id)
			pp.init(id)
			atomicstorep(unsafe.Pointer(&allp[id]), unsafe.Pointer(pp))
		}
	}

	mp := getg().m
	mine := mp.p.ptr()
	if mine != nil && mine.id < count {
		mine.status = _Prunning
	} else {
		if mine != nil {
			mine.m = 0
			mp.p = 0
		}
		mine = allp[0]
		mine.m = 0
		mine.status = _Pidle
		acquirep(mine)
	}
	mcache0 = nil

	if count < before {
		for _, pp := range allp[count:] {
			sched.goroutinesCreated.Add(int64(pp.goroutinesCreated))
			pp.goroutinesCreated = 0
			pp.destroy()
		}
		resizep(count)
	}

	var busy *p
	for id := count - 1; id >= 0; id-- {
		pp := allp[id]
		if pp == mine {
			continue
		}
		pp.status = _Pidle
		if runqempty(pp) {
			pidleput(pp)
			continue
		}
		pp.m.set(mget())
		pp.link.set(busy)
		busy = pp
	}
	if count != before {
		setTourStrides(uint32(count))
		atomic.Store((*uint32)(unsafe.Pointer(&gomaxprocs)), uint32(count))
	}
	return busy
}

// checkdead ends the program when nothing can ever run again: every thread is parked, and no timer will
// wake one. sched.lock is held.
func checkdead() {
	// A host's threads may come and start goroutines at any time. And if the program is
	// dying already, it says so itself.
	if islibrary || panicking.Load() > 0 {
		return
	}
	active := mcount() - sched.nmsys - sched.nmidle - sched.nmidlelocked
	if active > 0 {
		return
	}
	if active < 0 {
		print("runtime: threads=", mcount(), " system=", sched.nmsys, " idle=", sched.nmidle, " bound=", sched.nmidlelocked, "\n")
		unlock(&sched.lock)
		throw("checkdead: threads are miscounted")
	}
	waiting := 0
	forEachG(func(gp *g) {
		if gp.isSystem {
			return
		}
		switch readgstatus(gp) {
		case _Gwaiting, _Gpreempted:
			waiting++
		case _Grunnable, _Grunning, _Gsyscall:
			dumpgstatus(gp)
			unlock(&sched.lock)
			throw("checkdead: a goroutine could run")
		}
	})
	if waiting > 0 {
		for _, pp := range allp {
			if pp.timers.len.Load() > 0 {
				return
			}
		}
	}
	unlock(&sched.lock)
	if waiting == 0 {
		fatal("no goroutines (main called runtime.Goexit) - deadlock!")
	}
	fatal("all goroutines are asleep - deadlock!")
}
