// Locks of the runtime itself, and notes, over the kernel's futex.
//
// A mutex spins a little (a holder on another processor is usually done soon),
// yields, then sleeps. The word holds 0 free, 1 taken, 2 taken and somebody
// sleeps. Holding one keeps the goroutine on its thread (m.locks).

package runtime

import (
	"unsafe"

	"internal/runtime/atomic"
)

const (
	mutex_unlocked = 0
	mutex_locked   = 1
	mutex_sleeping = 2
	mutex_ranked   = 3 // free, and whoever takes it looks at the order of locks (lockrank.go)

	active_spin     = 4
	active_spin_cnt = 30
	passive_spin    = 1
)

// mutexFree is what the word of a mutex is set to when it becomes free: mutex_unlocked, or mutex_ranked.
var mutexFree uint32

func key32(p *uintptr) *uint32 { return (*uint32)(unsafe.Pointer(p)) }

func lock(l *mutex) {
	gp := getg()
	gp.m.locks++
	if atomic.Cas(key32(&l.key), mutex_unlocked, mutex_locked) {
		return
	}
	lockSlow(l)
}

// lockSlow is for a mutex that is taken. Who has slept takes it as one that others sleep on: it
// cannot know whether they do.
func lockSlow(l *mutex) {
	word := key32(&l.key)
	mine := uint32(mutex_locked)
	checked := mutexFree == mutex_ranked
	if checked {
		lockWanted(l)
	}
	for {
		if tryFor(word, mine) || isFree(atomic.Xchg(word, mutex_sleeping)) {
			break
		}
		mine = mutex_sleeping
		futexsleep(word, mutex_sleeping, -1)
	}
	if checked {
		lockTaken(l)
	}
}

func isFree(word uint32) bool { return word == mutex_unlocked || word == mutex_ranked }

// tryFor waits awake for a while.
func tryFor(word *uint32, mine uint32) bool {
	tries := active_spin
	if ncpu <= 1 {
		tries = 0
	}
	for left := tries + passive_spin; left > 0; left-- {
		if old := atomic.Load(word); isFree(old) && atomic.Cas(word, old, mine) {
			return true
		}
		if left > passive_spin {
			procyield(active_spin_cnt)
		} else {
			osyield()
		}
	}
	return false
}

func unlock(l *mutex) {
	free := mutexFree
	switch atomic.Xchg(key32(&l.key), free) {
	case mutex_unlocked, mutex_ranked:
		throw("unlock of unlocked lock")
	case mutex_sleeping:
		futexwakeup(key32(&l.key), 1)
	}
	if free == mutex_ranked {
		lockReleased(l)
	}
	mp := getg().m
	if mp.locks--; mp.locks < 0 {
		throw("runtime·unlock: lock count")
	}
}

func noteclear(n *note) { n.key = 0 }

func notewakeup(n *note) {
	word := key32(&n.key)
	if atomic.Xchg(word, 1) != 0 {
		throw("notewakeup: the event has happened before")
	}
	futexwakeup(word, 1)
}

// notesleep waits for the event, on a scheduling stack.
func notesleep(n *note) {
	notetsleep(n, -1)
}

// notetsleep waits at most ns nanoseconds, without limit if that is negative, and reports whether
// the event has happened.
func notetsleep(n *note, ns int64) bool {
	mp := getg().m
	word := key32(&n.key)
	end := int64(0)
	if ns >= 0 {
		end = nanotime() + ns
	}
	for atomic.Load(word) == 0 {
		mp.blocked = true
		futexsleep(word, 0, ns)
		mp.blocked = false
		// It may have been for nothing.
		if ns >= 0 && atomic.Load(word) == 0 {
			if ns = end - nanotime(); ns <= 0 {
				return false
			}
		}
	}
	return true
}

// notetsleepg is for a goroutine: its p is handed on meanwhile.
func notetsleepg(n *note, ns int64) (happened bool) {
	entersyscallblock()
	happened = notetsleep(n, ns)
	exitsyscall()
	return happened
}

func checkTimeouts() {}
