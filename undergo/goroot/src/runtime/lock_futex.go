// Locks of the runtime itself, and notes, over the kernel's futex.
//
// A mutex spins a little (a holder on another processor is usually done soon),
// yields, then sleeps. The word holds 0 free, 1 taken, 2 taken and somebody
// sleeps. Holding one keeps the goroutine on its thread (m.locks).

package runtime

import (
	"internal/runtime/atomic"
	"unsafe"
)

const (
	mutex_unlocked = 0
	mutex_locked   = 1
	mutex_sleeping = 2

	active_spin     = 4
	active_spin_cnt = 30
	passive_spin    = 1
)

func key32(p *uintptr) *uint32 { return (*uint32)(unsafe.Pointer(p)) }

func mutexContended(l *mutex) bool { return atomic.Load(key32(&l.key)) > mutex_locked }

func lock(l *mutex) {
	gp := getg()
	gp.m.locks++
	if atomic.Cas(key32(&l.key), mutex_unlocked, mutex_locked) {
		return
	}
	lockSlow(l)
}

func lockSlow(l *mutex) {
	if getg().m.locks < 0 {
		throw("runtime·lock: lock count")
	}
	spin := 0
	if ncpu > 1 {
		spin = active_spin
	}
	k := key32(&l.key)
	wait := uint32(mutex_locked)
	v := atomic.Load(k)
	if v == mutex_sleeping {
		wait = mutex_sleeping
	}
	for {
		for i := 0; i < spin; i++ {
			if atomic.Load(k) == mutex_unlocked && atomic.Cas(k, mutex_unlocked, wait) {
				return
			}
			procyield(active_spin_cnt)
		}
		for i := 0; i < passive_spin; i++ {
			if atomic.Load(k) == mutex_unlocked && atomic.Cas(k, mutex_unlocked, wait) {
				return
			}
			osyield()
		}
		if atomic.Xchg(k, mutex_sleeping) == mutex_unlocked {
			return
		}
		wait = mutex_sleeping
		futexsleep(k, mutex_sleeping, -1)
	}
}

func unlock(l *mutex) {
	v := atomic.Xchg(key32(&l.key), mutex_unlocked)
	if v == mutex_unlocked {
		throw("unlock of unlocked lock")
	}
	if v == mutex_sleeping {
		futexwakeup(key32(&l.key), 1)
	}
	gp := getg()
	gp.m.locks--
	if gp.m.locks < 0 {
		throw("runtime·unlock: lock count")
	}
}

func tryLock(l *mutex) bool {
	getg().m.locks++
	if atomic.Cas(key32(&l.key), mutex_unlocked, mutex_locked) {
		return true
	}
	getg().m.locks--
	return false
}

type lockRank int

const (
	lockRankLeafRank lockRank = iota
)

func lockInit(l *mutex, rank lockRank)          {}
func lockWithRank(l *mutex, rank lockRank)      { lock(l) }
func lockWithRankMayAcquire(l *mutex, _ lockRank) {}
func assertLockHeld(l *mutex)                   {}
func assertWorldStopped()                       {}
func assertWorldStoppedOrLockHeld(l *mutex)     {}

func noteclear(n *note) { n.key = 0 }

func notewakeup(n *note) {
	if old := atomic.Xchg(key32(&n.key), 1); old != 0 {
		print("notewakeup - double wakeup (", old, ")\n")
		throw("notewakeup - double wakeup")
	}
	futexwakeup(key32(&n.key), 1)
}

func notesleep(n *note) {
	gp := getg()
	if gp != gp.m.g0 {
		throw("notesleep not on g0")
	}
	for atomic.Load(key32(&n.key)) == 0 {
		gp.m.blocked = true
		futexsleep(key32(&n.key), 0, -1)
		gp.m.blocked = false
	}
}

func notetsleep_internal(n *note, ns int64) bool {
	gp := getg()
	k := key32(&n.key)
	if ns < 0 {
		for atomic.Load(k) == 0 {
			gp.m.blocked = true
			futexsleep(k, 0, -1)
			gp.m.blocked = false
		}
		return true
	}
	deadline := nanotime() + ns
	for atomic.Load(k) == 0 {
		gp.m.blocked = true
		futexsleep(k, 0, ns)
		gp.m.blocked = false
		if atomic.Load(k) != 0 {
			break
		}
		now := nanotime()
		if now >= deadline {
			break
		}
		ns = deadline - now
	}
	return atomic.Load(k) != 0
}

// notetsleep waits at most ns nanoseconds and reports whether the wakeup came.
func notetsleep(n *note, ns int64) bool {
	if gp := getg(); gp != gp.m.g0 && gp.m.preemptoff != "" {
		throw("notetsleep not on g0")
	}
	return notetsleep_internal(n, ns)
}

// notetsleepg is for a goroutine: its p is handed on meanwhile.
func notetsleepg(n *note, ns int64) bool {
	if gp := getg(); gp == gp.m.g0 {
		throw("notetsleepg on g0")
	}
	entersyscallblock()
	ok := notetsleep_internal(n, ns)
	exitsyscall()
	return ok
}

func beforeIdle(int64, int64) (*g, bool) { return nil, false }
func checkTimeouts()                     {}
