// The network poller: goroutines that wait until a file can be read or written.
//
// A pollDesc stands for a file and has two sides, one to read and one to write. A side's waiter word
// says who waits. The kernel reports edges, not levels (netpoll_epoll.go): a side that became
// ready with nobody waiting stays so until somebody uses it up.
//
// Both deadlines of a file share one timer. It never fires after the first of them, but may fire
// before: a busy connection moves its deadlines with every message, and what has moved away is found
// out when the timer fires. So the timer's function trusts nothing but the deadlines it finds
// then, and a late call of it does no harm, not even to the next user of the pollDesc.
//
// pollDescs are never freed, since a late event may look at one; generations tell such events.

package runtime

import (
	"internal/runtime/atomic"
	"unsafe"
)

// Answers to internal/poll.
const (
	pollNoError = iota
	pollErrClosing
	pollErrTimeout
	pollErrNotPollable
)

// What a side's waiter word says; everything else is the address of the g that waits.
const (
	sideIdle    uintptr = iota // no news, and nobody waits for it
	sideReady                  // ready, unused
	sideParking                // somebody is about to wait
)

// A pollSide is one direction of a file.
type pollSide struct {
	waiter   atomic.Uintptr
	deadline atomic.Int64 // nanotime; 0: none, negative: it has passed. Set under pollDesc.lock
}

const (
	pollRead = iota
	pollWrite
	pollSides
)

type pollDesc struct {
	next *pollDesc // in pollFree
	fd   uintptr

	generation atomic.Uintptr // of fd: pollGenBits wide, never 0
	failed     atomic.Uintptr // the last generation whose file reported nothing but an error
	closing    atomic.Bool
	sides      [pollSides]pollSide

	lock  mutex // for changes of closing and deadlines, and for what follows
	timer timer
	alarm int64 // when timer fires; 0: it does not run
}

const (
	pollGenBits = 20
	pollGenMask = 1<<pollGenBits - 1

	pollDescAlign = 16 // see pollTag
)

var (
	netpollInitLock mutex
	netpollInited   atomic.Uint32
	netpollWaiters  atomic.Int32 // goroutines that wait and those just taken that do not run yet

	pollFree struct {
		lock mutex
		list *pollDesc
	}
)

func netpollinited() bool { return netpollInited.Load() != 0 }

// netpollGenericInit sets the poller up, once.
func netpollGenericInit() {
	if netpollinited() {
		return
	}
	lock(&netpollInitLock)
	if !netpollinited() {
		netpollinit()
		netpollInited.Store(1)
	}
	unlock(&netpollInitLock)
}

// netpollAnyWaiters reports whether something from outside may wake a goroutine.
func netpollAnyWaiters() bool { return netpollWaiters.Load() > 0 }

func netpollAdjustWaiters(delta int32) {
	if delta != 0 {
		netpollWaiters.Add(delta)
	}
}

// newPollDesc takes a free pollDesc, or makes a page of new ones.
func newPollDesc() *pollDesc {
	const (
		size = (unsafe.Sizeof(pollDesc{}) + pollDescAlign - 1) &^ (pollDescAlign - 1)
		many = max(4096/size, 1)
	)
	lock(&pollFree.lock)
	if pollFree.list == nil {
		block := persistentalloc(many*size, pollDescAlign, &memstats.other_sys)
		for off := uintptr(0); off < many*size; off += size {
			pd := (*pollDesc)(add(block, off))
			pd.generation.Store(1)
			pd.timer.init(pollAlarm, pd)
			pd.next = pollFree.list
			pollFree.list = pd
		}
	}
	pd := pollFree.list
	pollFree.list = pd.next
	unlock(&pollFree.lock)
	return pd
}

// free gives pd to the next file. Events still under way carry the old generation.
func (pd *pollDesc) free() {
	pd.generation.Store(max((pd.generation.Load()+1)&pollGenMask, 1))
	lock(&pollFree.lock)
	pd.next = pollFree.list
	pollFree.list = pd
	unlock(&pollFree.lock)
}

// side is the side that internal/poll names by a letter.
func (pd *pollDesc) side(mode int) *pollSide {
	if mode == 'w' {
		return &pd.sides[pollWrite]
	}
	return &pd.sides[pollRead]
}

// obstacle says why there is no point in waiting, or pollNoError. It needs no lock.
func (pd *pollDesc) obstacle(s *pollSide) int {
	switch {
	case pd.closing.Load():
		return pollErrClosing
	case s.deadline.Load() < 0:
		return pollErrTimeout
	case s == &pd.sides[pollRead] && pd.failed.Load() == pd.generation.Load():
		// A write tells the error itself.
		return pollErrNotPollable
	}
	return pollNoError
}

// setFailed records whether the last event of the generation was an error. An event that is
// late says nothing about the present file.
func (pd *pollDesc) setFailed(generation uintptr, failed bool) {
	for {
		old := pd.failed.Load()
		if pd.generation.Load() != generation || (old == generation) == failed {
			return
		}
		now := uintptr(0)
		if failed {
			now = generation
		}
		if pd.failed.CompareAndSwap(old, now) {
			return
		}
	}
}

// busy reports whether a goroutine waits on either side, or is about to.
func (pd *pollDesc) busy() bool {
	return pd.sides[pollRead].waiter.Load() > sideReady || pd.sides[pollWrite].waiter.Load() > sideReady
}

// wait waits until the side is ready: true; false says that it was woken for another reason, which
// obstacle knows. With anyway set no obstacle keeps it from waiting.
func (pd *pollDesc) wait(s *pollSide, anyway bool) bool {
	for !s.waiter.CompareAndSwap(sideIdle, sideParking) {
		if s.waiter.CompareAndSwap(sideReady, sideIdle) {
			return true
		}
		if s.waiter.Load() > sideReady {
			throw("runtime: double wait")
		}
	}
	// Who raises an obstacle looks at the waiter afterwards. So either we see the obstacle
	// here, or it sees us.
	if anyway || pd.obstacle(s) == pollNoError {
		gopark(pollParked, unsafe.Pointer(s), waitReasonIOWait, traceBlockNet, 5)
	}
	return s.waiter.Swap(sideIdle) == sideReady
}

// pollParked leaves the goroutine's address, now that it has stopped; unless news came meanwhile.
func pollParked(gp *g, side unsafe.Pointer) bool {
	s := (*pollSide)(side)
	if !s.waiter.CompareAndSwap(sideParking, uintptr(unsafe.Pointer(gp))) {
		return false
	}
	netpollAdjustWaiters(1)
	return true
}

// signal leaves word with the side, sideReady or sideIdle, and adds the goroutine that waits there,
// if one does, to woken. What is ready stays ready.
func (s *pollSide) signal(word uintptr, woken *gList) {
	for {
		old := s.waiter.Load()
		if old == sideReady || old == word {
			return
		}
		if s.waiter.CompareAndSwap(old, word) {
			if old > sideParking {
				woken.push((*g)(unsafe.Pointer(old)))
			}
			return
		}
	}
}

// resumePolled makes goroutines that signal found runnable.
func resumePolled(woken *gList) {
	n := woken.size
	for gp := woken.pop(); gp != nil; gp = woken.pop() {
		goready(gp, 3)
	}
	netpollAdjustWaiters(-n)
}

// setDeadline sets one deadline; one that has passed wakes who waits. pd.lock is held.
func (s *pollSide) setDeadline(when int64, woken *gList) {
	s.deadline.Store(when)
	if when < 0 {
		s.signal(sideIdle, woken)
	}
}

// arm sees to it that the timer fires in time. pd.lock is held.
func (pd *pollDesc) arm() {
	first := int64(0)
	for i := range pd.sides {
		if d := pd.sides[i].deadline.Load(); d > 0 && (first == 0 || d < first) {
			first = d
		}
	}
	if first == 0 {
		pd.disarm()
	} else if pd.alarm == 0 || first < pd.alarm {
		pd.alarm = first
		pd.timer.reset(first, 0)
	}
}

func (pd *pollDesc) disarm() {
	if pd.alarm != 0 {
		pd.alarm = 0
		pd.timer.stop()
	}
}

// pollAlarm is the timer's function.
func pollAlarm(arg any, _ uintptr, _ int64) {
	var woken gList
	pd := arg.(*pollDesc)
	lock(&pd.lock)
	now := nanotime()
	for i := range pd.sides {
		if d := pd.sides[i].deadline.Load(); 0 < d && d <= now {
			pd.sides[i].setDeadline(-1, &woken)
		}
	}
	if pd.alarm <= now {
		pd.alarm = 0 // this call was it
	}
	pd.arm()
	unlock(&pd.lock)
	resumePolled(&woken)
}

//go:linkname poll_runtime_pollServerInit internal/poll.runtime_pollServerInit
func poll_runtime_pollServerInit() { netpollGenericInit() }

//go:linkname poll_runtime_isPollServerDescriptor internal/poll.runtime_isPollServerDescriptor
func poll_runtime_isPollServerDescriptor(fd uintptr) bool { return netpollIsPollDescriptor(fd) }

//go:linkname poll_runtime_pollOpen internal/poll.runtime_pollOpen
func poll_runtime_pollOpen(fd uintptr) (*pollDesc, int) {
	pd := newPollDesc()
	if pd.busy() {
		throw("runtime: a goroutine waits on a free pollDesc")
	}
	lock(&pd.lock)
	pd.fd = fd
	pd.failed.Store(0)
	for i := range pd.sides {
		pd.sides[i].waiter.Store(sideIdle)
		pd.sides[i].deadline.Store(0)
	}
	pd.closing.Store(false)
	unlock(&pd.lock)
	if errno := netpollopen(fd, pd); errno != 0 {
		pd.free()
		return nil, int(errno)
	}
	return pd, 0
}

// poll_runtime_pollUnblock makes a file useless before it is closed: nobody waits for it any more.
//
//go:linkname poll_runtime_pollUnblock internal/poll.runtime_pollUnblock
func poll_runtime_pollUnblock(pd *pollDesc) {
	var woken gList
	lock(&pd.lock)
	if pd.closing.Load() {
		throw("runtime: unblock on closing polldesc")
	}
	pd.closing.Store(true)
	for i := range pd.sides {
		pd.sides[i].deadline.Store(0)
		pd.sides[i].signal(sideIdle, &woken)
	}
	pd.disarm()
	unlock(&pd.lock)
	resumePolled(&woken)
}

//go:linkname poll_runtime_pollClose internal/poll.runtime_pollClose
func poll_runtime_pollClose(pd *pollDesc) {
	if !pd.closing.Load() {
		throw("runtime: close polldesc w/o unblock")
	}
	if pd.busy() {
		throw("runtime: a goroutine waits on a pollDesc that is closed")
	}
	netpollclose(pd.fd)
	pd.free()
}

// poll_runtime_pollReset forgets an unused "ready", before the file is tried again.
//
//go:linkname poll_runtime_pollReset internal/poll.runtime_pollReset
func poll_runtime_pollReset(pd *pollDesc, mode int) int {
	s := pd.side(mode)
	e := pd.obstacle(s)
	if e == pollNoError {
		s.waiter.Store(sideIdle)
	}
	return e
}

//go:linkname poll_runtime_pollWait internal/poll.runtime_pollWait
func poll_runtime_pollWait(pd *pollDesc, mode int) int {
	s := pd.side(mode)
	for {
		if e := pd.obstacle(s); e != pollNoError {
			return e
		}
		// Woken without being ready: a deadline passed, and was moved again before we ran.
		if pd.wait(s, false) {
			return pollNoError
		}
	}
}

//go:linkname poll_runtime_pollWaitCanceled internal/poll.runtime_pollWaitCanceled
func poll_runtime_pollWaitCanceled(pd *pollDesc, mode int) {
	for s := pd.side(mode); !pd.wait(s, true); {
	}
}

// poll_runtime_pollSetDeadline sets the deadlines that mode names to d nanoseconds from now; 0 stands
// for none, and what is negative has passed.
//
//go:linkname poll_runtime_pollSetDeadline internal/poll.runtime_pollSetDeadline
func poll_runtime_pollSetDeadline(pd *pollDesc, d int64, mode int) {
	if d > 0 {
		if d += nanotime(); d < 0 {
			d = maxWhen
		}
	}
	var woken gList
	lock(&pd.lock)
	if !pd.closing.Load() {
		if mode != 'w' {
			pd.sides[pollRead].setDeadline(d, &woken)
		}
		if mode != 'r' {
			pd.sides[pollWrite].setDeadline(d, &woken)
		}
		pd.arm()
	}
	unlock(&pd.lock)
	resumePolled(&woken)
}
