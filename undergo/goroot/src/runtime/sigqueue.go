// Signals on their way to os/signal. The handler, which may not block, sets a bit and wakes the
// one goroutine that calls signal_recv.

package runtime

import (
	"internal/runtime/atomic"
	_ "unsafe" // for go:linkname
)

const sigWords = (_NSIG + 31) / 32

var sig struct {
	note       note
	mask       [sigWords]uint32 // arrived
	wanted     [sigWords]uint32
	ignored    [sigWords]uint32
	recv       [sigWords]uint32 // the receiver's own copy of mask
	state      atomic.Uint32
	delivering atomic.Uint32
	inuse      bool
}

const (
	sigIdle      = iota // nobody waits, nothing new
	sigReceiving        // the receiver sleeps on note
	sigSending          // something new
)

// sigsend queues a signal and reports whether somebody wants it. Runs in the handler.
func sigsend(s uint32) bool {
	bit := uint32(1) << (s & 31)
	if s >= 32*sigWords {
		return false
	}
	sig.delivering.Add(1)
	delivered := func() { sig.delivering.Add(-1) }
	if atomic.Load(&sig.wanted[s/32])&bit == 0 {
		delivered()
		return false
	}
	for {
		mask := atomic.Load(&sig.mask[s/32])
		if mask&bit != 0 {
			delivered()
			return true
		}
		if atomic.Cas(&sig.mask[s/32], mask, mask|bit) {
			break
		}
	}
	for done := false; !done; {
		switch sig.state.Load() {
		case sigIdle:
			done = sig.state.CompareAndSwap(sigIdle, sigSending)
		case sigSending:
			done = true
		case sigReceiving:
			if sig.state.CompareAndSwap(sigReceiving, sigIdle) {
				notewakeup(&sig.note)
				done = true
			}
		default:
			throw("sigsend: inconsistent state")
		}
	}
	delivered()
	return true
}

//go:linkname signal_recv os/signal.signal_recv
func signal_recv() uint32 {
	for {
		for i := uint32(0); i < _NSIG; i++ {
			if sig.recv[i/32]&(1<<(i&31)) != 0 {
				sig.recv[i/32] &^= 1 << (i & 31)
				return i
			}
		}
		for got := false; !got; {
			switch sig.state.Load() {
			case sigIdle:
				if sig.state.CompareAndSwap(sigIdle, sigReceiving) {
					notetsleepg(&sig.note, -1)
					noteclear(&sig.note)
					got = true
				}
			case sigSending:
				got = sig.state.CompareAndSwap(sigSending, sigIdle)
			default:
				throw("signal_recv: inconsistent state")
			}
		}
		for i := range sig.mask {
			sig.recv[i] = atomic.Xchg(&sig.mask[i], 0)
		}
	}
}

// signalWaitUntilIdle waits until every signal that has arrived has been received.
//
//go:linkname signalWaitUntilIdle os/signal.signalWaitUntilIdle
func signalWaitUntilIdle() {
	for sig.delivering.Load() != 0 {
		Gosched()
	}
	for sig.state.Load() != sigReceiving {
		Gosched()
	}
}

//go:linkname signal_enable os/signal.signal_enable
func signal_enable(s uint32) {
	if !sig.inuse {
		sig.inuse = true
		noteclear(&sig.note)
	}
	if s >= 32*sigWords {
		return
	}
	atomic.Or(&sig.wanted[s/32], 1<<(s&31))
	atomic.And(&sig.ignored[s/32], ^uint32(1<<(s&31)))
	sigenable(s)
}

//go:linkname signal_disable os/signal.signal_disable
func signal_disable(s uint32) {
	if s >= 32*sigWords {
		return
	}
	sigdisable(s)
	atomic.And(&sig.wanted[s/32], ^uint32(1<<(s&31)))
}

//go:linkname signal_ignore os/signal.signal_ignore
func signal_ignore(s uint32) {
	if s >= 32*sigWords {
		return
	}
	sigignore(s)
	atomic.And(&sig.wanted[s/32], ^uint32(1<<(s&31)))
	atomic.Or(&sig.ignored[s/32], 1<<(s&31))
}

func sigInitIgnored(s uint32) { atomic.Or(&sig.ignored[s/32], 1<<(s&31)) }

//go:linkname signal_ignored os/signal.signal_ignored
func signal_ignored(s uint32) bool {
	return atomic.Load(&sig.ignored[s/32])&(1<<(s&31)) != 0
}
