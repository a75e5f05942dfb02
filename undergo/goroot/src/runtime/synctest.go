// Bubbles of package testing/synctest: a set of goroutines with a clock of its own,
// which moves on when none of them can run.
//
// A bubble counts the goroutines in it that are not durably blocked (running) and
// other reasons not to move on (active). Both at zero: the next timer's time is
// taken and the root goroutine, which runs timers, is woken; or the goroutine in
// Wait, when there is one.
package runtime

import (
	"internal/runtime/atomic"
	"internal/runtime/sys"
	"unsafe"
)

type synctestBubble struct {
	id   uint64
	root *g // in Run
	main *g // runs f

	mu      mutex
	waiter  *g    // in Wait
	waiting bool  // it stands in Wait
	done    bool  // main has ended
	now     int64 // the bubble's time, ns since 1970
	timers  timers

	total   int // goroutines
	running int // those that do not wait for the bubble itself
	active  int // reasons not to let the time move on
}

var bubbleGen atomic.Uint64

// counts says whether a goroutine in this state keeps its bubble from moving on.
func (b *synctestBubble) counts(gp *g, status uint32) bool {
	switch status {
	case _Gdead, _Gdeadextra:
		return false
	case _Gwaiting:
		return !gp.waitreason.isIdleInSynctest()
	}
	return true
}

// changegstatus follows a goroutine of the bubble from one status to the next.
func (b *synctestBubble) changegstatus(gp *g, oldval, newval uint32) {
	was, is := b.counts(gp, oldval), b.counts(gp, newval)
	births := 0
	if oldval == _Gdead || oldval == _Gdeadextra {
		births++
	}
	if newval == _Gdead || newval == _Gdeadextra {
		births--
		if gp == b.main {
			b.done = true
		}
	}
	if was == is && births == 0 {
		return
	}
	lock(&b.mu)
	b.total += births
	b.running += bool2int(is) - bool2int(was)
	if b.total < 0 || b.running < 0 {
		fatal("synctest: bad count of goroutines")
	}
	wake := b.nextLocked()
	unlock(&b.mu)
	if wake != nil {
		goready(wake, 0)
	}
}

func (b *synctestBubble) incActive() {
	lock(&b.mu)
	b.active++
	unlock(&b.mu)
}

func (b *synctestBubble) decActive() {
	lock(&b.mu)
	b.active--
	if b.active < 0 {
		throw("synctest: active < 0")
	}
	wake := b.nextLocked()
	unlock(&b.mu)
	if wake != nil {
		goready(wake, 0)
	}
}

// nextLocked gives who is to be woken when all are durably blocked; it then counts
// as active until it runs.
func (b *synctestBubble) nextLocked() *g {
	if b.running > 0 || b.active > 0 {
		return nil
	}
	b.active++
	due := b.timers.wakeTime()
	if b.waiter != nil && !(due > 0 && due <= b.now) {
		return b.waiter
	}
	return b.root
}

//go:linkname synctestRun internal/synctest.Run
func synctestRun(f func()) {
	gp := getg()
	if gp.bubble != nil {
		panic("synctest.Run called from within a synctest bubble")
	}
	b := &synctestBubble{id: bubbleGen.Add(1), total: 1, running: 1, root: gp}
	b.now = 946684800000000000 // midnight UTC 2000-01-01
	gp.bubble = b
	defer func() { gp.bubble = nil }()

	pc := sys.GetCallerPC()
	systemstack(func() {
		b.main = newproc1(*(**funcval)(unsafe.Pointer(&f)), gp, pc, false, waitReasonZero)
		runqput(getg().m.p.ptr(), b.main, true)
		wakep()
	})

	lock(&b.mu)
	b.active++
	for {
		unlock(&b.mu)
		systemstack(func() {
			mp := getg().m
			curg := mp.curg
			mp.curg = nil
			b.timers.check(b.now, b)
			mp.curg = curg
		})
		gopark(synctestidle_c, nil, waitReasonSynctestRun, traceBlockSynctest, 0)
		lock(&b.mu)
		due := b.timers.wakeTime()
		if due == 0 || b.done {
			break
		}
		if due < b.now {
			throw("synctest: time went backwards")
		}
		b.now = due
	}
	left := b.total
	unlock(&b.mu)
	if left == 1 {
		return
	}
	why := "deadlock: all goroutines in bubble are blocked"
	if b.done {
		why = "deadlock: main bubble goroutine has exited but blocked goroutines remain"
	}
	panic(synctestDeadlockError{why, b})
}

type synctestDeadlockError struct {
	reason string
	bubble *synctestBubble
}

func (e synctestDeadlockError) Error() string { return e.reason }

// synctestidle_c lets the root sleep unless everything is blocked already.
func synctestidle_c(gp *g, _ unsafe.Pointer) bool {
	b := gp.bubble
	lock(&b.mu)
	sleep := b.running != 0 || b.active != 1
	if sleep {
		b.active--
	}
	unlock(&b.mu)
	return sleep
}

//go:linkname synctestWait internal/synctest.Wait
func synctestWait() {
	gp := getg()
	b := gp.bubble
	if b == nil {
		panic("goroutine is not in a bubble")
	}
	lock(&b.mu)
	busy := b.waiting
	b.waiting = true
	unlock(&b.mu)
	if busy {
		panic("wait already in progress")
	}
	gopark(synctestwait_c, nil, waitReasonSynctestWait, traceBlockSynctest, 0)
	lock(&b.mu)
	b.active--
	b.waiter = nil
	b.waiting = false
	unlock(&b.mu)
}

func synctestwait_c(gp *g, _ unsafe.Pointer) bool {
	lock(&gp.bubble.mu)
	gp.bubble.waiter = gp
	unlock(&gp.bubble.mu)
	return true
}

//go:linkname synctest_isInBubble internal/synctest.IsInBubble
func synctest_isInBubble() bool { return getg().bubble != nil }

//go:linkname synctest_acquire internal/synctest.acquire
func synctest_acquire() any {
	if b := getg().bubble; b != nil {
		b.incActive()
		return b
	}
	return nil
}

//go:linkname synctest_release internal/synctest.release
func synctest_release(b any) { b.(*synctestBubble).decActive() }

//go:linkname synctest_inBubble internal/synctest.inBubble
func synctest_inBubble(b any, f func()) {
	gp := getg()
	if gp.bubble != nil {
		panic("goroutine is already bubbled")
	}
	gp.bubble = b.(*synctestBubble)
	defer func() { gp.bubble = nil }()
	f()
}

// Objects (wait groups, ...) that belong to a bubble, by address.
var bubbleObjects struct {
	lock mutex
	m    map[unsafe.Pointer]*synctestBubble
}

const (
	bubbleAssocUnbubbled = iota
	bubbleAssocCurrentBubble
	bubbleAssocOtherBubble
)

//go:linkname synctest_associate internal/synctest.associate
func synctest_associate(p unsafe.Pointer) int {
	b := getg().bubble
	if b == nil {
		return bubbleAssocUnbubbled
	}
	lock(&bubbleObjects.lock)
	owner := bubbleObjects.m[p]
	if owner == nil {
		if bubbleObjects.m == nil {
			bubbleObjects.m = make(map[unsafe.Pointer]*synctestBubble)
		}
		bubbleObjects.m[p] = b
		owner = b
	}
	unlock(&bubbleObjects.lock)
	if owner != b {
		return bubbleAssocOtherBubble
	}
	return bubbleAssocCurrentBubble
}

//go:linkname synctest_disassociate internal/synctest.disassociate
func synctest_disassociate(p unsafe.Pointer) {
	lock(&bubbleObjects.lock)
	delete(bubbleObjects.m, p)
	unlock(&bubbleObjects.lock)
}

//go:linkname synctest_isAssociated internal/synctest.isAssociated
func synctest_isAssociated(p unsafe.Pointer) bool {
	lock(&bubbleObjects.lock)
	b := bubbleObjects.m[p]
	unlock(&bubbleObjects.lock)
	return b != nil && b == getg().bubble
}
