// The network poller: goroutines that wait until a file can be read or written.
//
// Every file has a pollDesc with two words, rg and wg: nothing, "ready", "about to wait", or the
// goroutine that waits. The operating system's part (netpoll_epoll.go) calls netpollready; edges, not
// levels, are reported, so a word set to ready stays so until somebody uses it up. Deadlines are
// timers that wake the waiter. pollDescs are never freed, so that a late event can look at one.

package runtime

import (
	"internal/runtime/atomic"
	"unsafe"
)

const (
	pollNoError        = 0
	pollErrClosing     = 1
	pollErrTimeout     = 2
	pollErrNotPollable = 3

	pdNil   uintptr = 0
	pdReady uintptr = 1
	pdWait  uintptr = 2

	pollBlockSize = 4 * 1024
)

type pollDesc struct {
	link *pollDesc
	fd   uintptr
	self *pollDesc

	fdseq atomic.Uintptr // tells reuse: low bits travel through the kernel

	atomicInfo atomic.Uint32 // pollInfo, for netpollcheckerr without the lock

	rg atomic.Uintptr
	wg atomic.Uintptr

	lock    mutex
	closing bool
	rrun    bool // rt runs
	wrun    bool
	user    uint32
	rseq    uintptr // tells stale read deadlines
	rt      timer
	rd      int64 // read deadline, -1 when it has passed
	wseq    uintptr
	wt      timer
	wd      int64
}

type pollInfo uint32

const (
	pollClosing = 1 << iota
	pollEventErr
	pollExpiredReadDeadline
	pollExpiredWriteDeadline
)

const (
	pollFDSeqBits = 20
	pollFDSeqMask = 1<<pollFDSeqBits - 1
	pollFDSeqShift = 4 // behind the flags
)

func (i pollInfo) closing() bool              { return i&pollClosing != 0 }
func (i pollInfo) eventErr() bool             { return i&pollEventErr != 0 }
func (i pollInfo) expiredReadDeadline() bool  { return i&pollExpiredReadDeadline != 0 }
func (i pollInfo) expiredWriteDeadline() bool { return i&pollExpiredWriteDeadline != 0 }

func (pd *pollDesc) info() pollInfo { return pollInfo(pd.atomicInfo.Load()) }

// publishInfo makes closing and the deadlines visible without the lock. pd.lock is held.
func (pd *pollDesc) publishInfo() {
	var info uint32
	if pd.closing {
		info |= pollClosing
	}
	if pd.rd < 0 {
		info |= pollExpiredReadDeadline
	}
	if pd.wd < 0 {
		info |= pollExpiredWriteDeadline
	}
	info |= uint32(pd.fdseq.Load()&pollFDSeqMask) << pollFDSeqShift
	for {
		x := pd.atomicInfo.Load()
		if pd.atomicInfo.CompareAndSwap(x, x&pollEventErr|info) {
			return
		}
	}
}

// setEventErr records that the last event was an error, unless pd was reused meanwhile.
func (pd *pollDesc) setEventErr(b bool, seq uintptr) {
	mSeq := uint32(seq & pollFDSeqMask)
	for {
		x := pd.atomicInfo.Load()
		xSeq := x >> pollFDSeqShift & pollFDSeqMask
		if seq != 0 && xSeq != mSeq {
			return
		}
		n := x &^ pollEventErr
		if b {
			n |= pollEventErr
		}
		if x == n || pd.atomicInfo.CompareAndSwap(x, n) {
			return
		}
	}
}

var (
	netpollInitLock mutex
	netpollInited   atomic.Uint32
	netpollWaiters  atomic.Uint32

	pollcache struct {
		lock  mutex
		first *pollDesc
	}
)

//go:linkname poll_runtime_pollServerInit internal/poll.runtime_pollServerInit
func poll_runtime_pollServerInit() { netpollGenericInit() }

func netpollGenericInit() {
	if netpollInited.Load() == 0 {
		lock(&netpollInitLock)
		if netpollInited.Load() == 0 {
			netpollinit()
			netpollInited.Store(1)
		}
		unlock(&netpollInitLock)
	}
}

func netpollinited() bool { return netpollInited.Load() != 0 }

//go:linkname poll_runtime_isPollServerDescriptor internal/poll.runtime_isPollServerDescriptor
func poll_runtime_isPollServerDescriptor(fd uintptr) bool { return netpollIsPollDescriptor(fd) }

//go:linkname poll_runtime_pollOpen internal/poll.runtime_pollOpen
func poll_runtime_pollOpen(fd uintptr) (*pollDesc, int) {
	pd := pollcacheAlloc()
	lock(&pd.lock)
	if wg := pd.wg.Load(); wg != pdNil && wg != pdReady {
		throw("runtime: blocked write on free polldesc")
	}
	if rg := pd.rg.Load(); rg != pdNil && rg != pdReady {
		throw("runtime: blocked read on free polldesc")
	}
	pd.fd = fd
	if pd.fdseq.Load() == 0 {
		pd.fdseq.Store(1)
	}
	pd.closing = false
	pd.setEventErr(false, 0)
	pd.rseq++
	pd.rg.Store(pdNil)
	pd.rd = 0
	pd.wseq++
	pd.wg.Store(pdNil)
	pd.wd = 0
	pd.self = pd
	pd.publishInfo()
	unlock(&pd.lock)
	if errno := netpollopen(fd, pd); errno != 0 {
		pollcacheFree(pd)
		return nil, int(errno)
	}
	return pd, 0
}

//go:linkname poll_runtime_pollClose internal/poll.runtime_pollClose
func poll_runtime_pollClose(pd *pollDesc) {
	if !pd.closing {
		throw("runtime: close polldesc w/o unblock")
	}
	if wg := pd.wg.Load(); wg != pdNil && wg != pdReady {
		throw("runtime: blocked write on closing polldesc")
	}
	if rg := pd.rg.Load(); rg != pdNil && rg != pdReady {
		throw("runtime: blocked read on closing polldesc")
	}
	netpollclose(pd.fd)
	pollcacheFree(pd)
}

func pollcacheFree(pd *pollDesc) {
	// Events still under way carry the old number.
	lock(&pd.lock)
	fdseq := (pd.fdseq.Load() + 1) & pollFDSeqMask
	pd.fdseq.Store(max(fdseq, 1))
	pd.publishInfo()
	unlock(&pd.lock)
	lock(&pollcache.lock)
	pd.link = pollcache.first
	pollcache.first = pd
	unlock(&pollcache.lock)
}

func pollcacheAlloc() *pollDesc {
	lock(&pollcache.lock)
	if pollcache.first == nil {
		const pdSize = (unsafe.Sizeof(pollDesc{}) + 15) &^ 15 // see pollTag
		n := max(pollBlockSize/pdSize, 1)
		mem := persistentalloc(n*pdSize, 16, &memstats.other_sys)
		for i := uintptr(0); i < n; i++ {
			pd := (*pollDesc)(add(mem, i*pdSize))
			pd.link = pollcache.first
			pollcache.first = pd
		}
	}
	pd := pollcache.first
	pollcache.first = pd.link
	unlock(&pollcache.lock)
	return pd
}

//go:linkname poll_runtime_pollReset internal/poll.runtime_pollReset
func poll_runtime_pollReset(pd *pollDesc, mode int) int {
	if err := netpollcheckerr(pd, int32(mode)); err != pollNoError {
		return err
	}
	if mode == 'r' {
		pd.rg.Store(pdNil)
	} else if mode == 'w' {
		pd.wg.Store(pdNil)
	}
	return pollNoError
}

//go:linkname poll_runtime_pollWait internal/poll.runtime_pollWait
func poll_runtime_pollWait(pd *pollDesc, mode int) int {
	err := netpollcheckerr(pd, int32(mode))
	if err != pollNoError {
		return err
	}
	for !netpollblock(pd, int32(mode), false) {
		if err = netpollcheckerr(pd, int32(mode)); err != pollNoError {
			return err
		}
	}
	return pollNoError
}

//go:linkname poll_runtime_pollWaitCanceled internal/poll.runtime_pollWaitCanceled
func poll_runtime_pollWaitCanceled(pd *pollDesc, mode int) {
	for !netpollblock(pd, int32(mode), true) {
	}
}

//go:linkname poll_runtime_pollSetDeadline internal/poll.runtime_pollSetDeadline
func poll_runtime_pollSetDeadline(pd *pollDesc, d int64, mode int) {
	lock(&pd.lock)
	if pd.closing {
		unlock(&pd.lock)
		return
	}
	rd0, wd0 := pd.rd, pd.wd
	combo0 := rd0 > 0 && rd0 == wd0
	if d > 0 {
		d += nanotime()
		if d <= 0 {
			d = maxWhen
		}
	}
	if mode == 'r' || mode == 'r'+'w' {
		pd.rd = d
	}
	if mode == 'w' || mode == 'r'+'w' {
		pd.wd = d
	}
	pd.publishInfo()
	combo := pd.rd > 0 && pd.rd == pd.wd
	rtf := netpollReadDeadline
	if combo {
		rtf = netpollDeadline
	}
	if !pd.rrun {
		if pd.rd > 0 {
			// The number tells an old timer that it is.
			pd.rt.modify(pd.rd, 0, rtf, pd.makeArg(), pd.rseq)
			pd.rrun = true
		}
	} else if pd.rd != rd0 || combo != combo0 {
		pd.rseq++
		if pd.rd > 0 {
			pd.rt.modify(pd.rd, 0, rtf, pd.makeArg(), pd.rseq)
		} else {
			pd.rt.stop()
			pd.rrun = false
		}
	}
	if !pd.wrun {
		if pd.wd > 0 && !combo {
			pd.wt.modify(pd.wd, 0, netpollWriteDeadline, pd.makeArg(), pd.wseq)
			pd.wrun = true
		}
	} else if pd.wd != wd0 || combo != combo0 {
		pd.wseq++
		if pd.wd > 0 && !combo {
			pd.wt.modify(pd.wd, 0, netpollWriteDeadline, pd.makeArg(), pd.wseq)
		} else {
			pd.wt.stop()
			pd.wrun = false
		}
	}
	// A deadline in the past: wake who waits.
	delta := int32(0)
	var rg, wg *g
	if pd.rd < 0 {
		rg = netpollunblock(pd, 'r', false, &delta)
	}
	if pd.wd < 0 {
		wg = netpollunblock(pd, 'w', false, &delta)
	}
	unlock(&pd.lock)
	if rg != nil {
		goready(rg, 3)
	}
	if wg != nil {
		goready(wg, 3)
	}
	netpollAdjustWaiters(delta)
}

//go:linkname poll_runtime_pollUnblock internal/poll.runtime_pollUnblock
func poll_runtime_pollUnblock(pd *pollDesc) {
	lock(&pd.lock)
	if pd.closing {
		throw("runtime: unblock on closing polldesc")
	}
	pd.closing = true
	pd.rseq++
	pd.wseq++
	pd.publishInfo()
	delta := int32(0)
	rg := netpollunblock(pd, 'r', false, &delta)
	wg := netpollunblock(pd, 'w', false, &delta)
	if pd.rrun {
		pd.rt.stop()
		pd.rrun = false
	}
	if pd.wrun {
		pd.wt.stop()
		pd.wrun = false
	}
	unlock(&pd.lock)
	if rg != nil {
		goready(rg, 3)
	}
	if wg != nil {
		goready(wg, 3)
	}
	netpollAdjustWaiters(delta)
}

// netpollready is called when the file became ready: mode is 'r', 'w' or 'r'+'w'. The
// goroutines to run are added to toRun; the change of the number of waiters is returned.
func netpollready(toRun *gList, pd *pollDesc, mode int32) int32 {
	delta := int32(0)
	if mode == 'r' || mode == 'r'+'w' {
		if rg := netpollunblock(pd, 'r', true, &delta); rg != nil {
			toRun.push(rg)
		}
	}
	if mode == 'w' || mode == 'r'+'w' {
		if wg := netpollunblock(pd, 'w', true, &delta); wg != nil {
			toRun.push(wg)
		}
	}
	return delta
}

func netpollcheckerr(pd *pollDesc, mode int32) int {
	info := pd.info()
	if info.closing() {
		return pollErrClosing
	}
	if mode == 'r' && info.expiredReadDeadline() || mode == 'w' && info.expiredWriteDeadline() {
		return pollErrTimeout
	}
	// Only for reads: a write will find out itself.
	if mode == 'r' && info.eventErr() {
		return pollErrNotPollable
	}
	return pollNoError
}

func netpollblockcommit(gp *g, gpp unsafe.Pointer) bool {
	ok := atomic.Casuintptr((*uintptr)(gpp), pdWait, uintptr(unsafe.Pointer(gp)))
	if ok {
		// The deadlock check must know that somebody outside can wake us.
		netpollAdjustWaiters(1)
	}
	return ok
}

// netpollblock returns true when the file is ready, false on timeout or close. waitio: errors do
// not matter.
func netpollblock(pd *pollDesc, mode int32, waitio bool) bool {
	gpp := &pd.rg
	if mode == 'w' {
		gpp = &pd.wg
	}
	for {
		if gpp.CompareAndSwap(pdReady, pdNil) {
			return true
		}
		if gpp.CompareAndSwap(pdNil, pdWait) {
			break
		}
		if v := gpp.Load(); v != pdReady && v != pdNil {
			throw("runtime: double wait")
		}
	}
	// Errors once more, after saying that we wait: who sets one looks at gpp afterwards.
	if waitio || netpollcheckerr(pd, mode) == pollNoError {
		gopark(netpollblockcommit, unsafe.Pointer(gpp), waitReasonIOWait, traceBlockNet, 5)
	}
	old := gpp.Swap(pdNil)
	if old > pdWait {
		throw("runtime: corrupted polldesc")
	}
	return old == pdReady
}

// netpollunblock takes the goroutine that waits, if any. ioready: leave "ready" behind.
func netpollunblock(pd *pollDesc, mode int32, ioready bool, delta *int32) *g {
	gpp := &pd.rg
	if mode == 'w' {
		gpp = &pd.wg
	}
	for {
		old := gpp.Load()
		if old == pdReady {
			return nil
		}
		if old == pdNil && !ioready {
			return nil
		}
		n := pdNil
		if ioready {
			n = pdReady
		}
		if gpp.CompareAndSwap(old, n) {
			if old == pdWait {
				old = pdNil
			} else if old != pdNil {
				*delta -= 1
			}
			return (*g)(unsafe.Pointer(old))
		}
	}
}

func netpolldeadlineimpl(pd *pollDesc, seq uintptr, read, write bool) {
	lock(&pd.lock)
	// An old timer?
	current := pd.rseq
	if !read {
		current = pd.wseq
	}
	if seq != current {
		unlock(&pd.lock)
		return
	}
	delta := int32(0)
	var rg, wg *g
	if read {
		if pd.rd <= 0 || !pd.rrun {
			throw("runtime: inconsistent read deadline")
		}
		pd.rd = -1
		pd.publishInfo()
		rg = netpollunblock(pd, 'r', false, &delta)
	}
	if write {
		if pd.wd <= 0 || !pd.wrun && !read {
			throw("runtime: inconsistent write deadline")
		}
		pd.wd = -1
		pd.publishInfo()
		wg = netpollunblock(pd, 'w', false, &delta)
	}
	unlock(&pd.lock)
	if rg != nil {
		goready(rg, 0)
	}
	if wg != nil {
		goready(wg, 0)
	}
	netpollAdjustWaiters(delta)
}

func netpollDeadline(arg any, seq uintptr, delta int64) {
	netpolldeadlineimpl(arg.(*pollDesc), seq, true, true)
}

func netpollReadDeadline(arg any, seq uintptr, delta int64) {
	netpolldeadlineimpl(arg.(*pollDesc), seq, true, false)
}

func netpollWriteDeadline(arg any, seq uintptr, delta int64) {
	netpolldeadlineimpl(arg.(*pollDesc), seq, false, true)
}

func netpollAnyWaiters() bool { return netpollWaiters.Load() > 0 }

func netpollAdjustWaiters(delta int32) {
	if delta != 0 {
		netpollWaiters.Add(delta)
	}
}

func (pd *pollDesc) makeArg() any { return pd }
