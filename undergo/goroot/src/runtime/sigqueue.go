// Signals on their way to os/signal. The handler, which may not block, sets a bit and wakes the
// one goroutine that calls signal_recv.

package runtime

import (
	_ "unsafe" // for go:linkname

	"internal/runtime/atomic"
	"internal/runtime/sys"
)

const sigWords = (_NSIG + 31) / 32

// A sigbits is a set of signals, changed by handlers on any thread.
type sigbits [sigWords]uint32

func (b *sigbits) has(s uint32) bool {
	return s < 32*sigWords && atomic.Load(&b[s/32])>>(s%32)&1 != 0
}

func (b *sigbits) add(s uint32)    { atomic.Or(&b[s/32], 1<<(s%32)) }
func (b *sigbits) remove(s uint32) { atomic.And(&b[s/32], ^uint32(1<<(s%32))) }

// addNew adds s and says whether it was missing.
func (b *sigbits) addNew(s uint32) bool {
	word, bit := &b[s/32], uint32(1)<<(s%32)
	for old := atomic.Load(word); old&bit == 0; old = atomic.Load(word) {
		if atomic.Cas(word, old, old|bit) {
			return true
		}
	}
	return false
}

var sig struct {
	wanted  sigbits // by the program
	ignored sigbits
	arrived sigbits // since the receiver looked
	taken   sigbits // the receiver's own: what it found and has not yet returned

	state      atomic.Uint32
	note       note
	delivering atomic.Uint32 // handlers at work in sigsend
}

// sig.state. A handler that brings something sets sigSending, or, if the receiver sleeps, wakes it and
// leaves sigIdle.
const (
	sigIdle      = 0
	sigSending   = 1
	sigReceiving = 2
)

// sigsend queues a signal and reports whether somebody wants it. Runs in the handler.
func sigsend(s uint32) bool {
	sig.delivering.Add(1)
	wanted := sig.wanted.has(s)
	if wanted && sig.arrived.addNew(s) {
		tellReceiver()
	}
	sig.delivering.Add(-1)
	return wanted
}

func tellReceiver() {
	for {
		now := sig.state.Load()
		switch {
		case now == sigSending: // it will look
			return
		case now == sigIdle && sig.state.CompareAndSwap(sigIdle, sigSending):
			return
		case now == sigReceiving && sig.state.CompareAndSwap(sigReceiving, sigIdle):
			notewakeup(&sig.note)
			return
		}
	}
}

// awaitSender sleeps until a handler has brought something.
func awaitSender() {
	for {
		if sig.state.CompareAndSwap(sigSending, sigIdle) {
			return
		}
		if sig.state.CompareAndSwap(sigIdle, sigReceiving) {
			notetsleepg(&sig.note, -1)
			noteclear(&sig.note)
			return
		}
	}
}

// signal_recv returns one signal after another. One goroutine calls it.
//
//go:linkname signal_recv os/signal.signal_recv
func signal_recv() uint32 {
	for {
		for w, bits := range sig.taken {
			if bits != 0 {
				sig.taken[w] = bits & (bits - 1)
				return uint32(32*w + sys.TrailingZeros32(bits))
			}
		}
		awaitSender()
		for w := range sig.taken {
			sig.taken[w] = atomic.Xchg(&sig.arrived[w], 0)
		}
	}
}

// signalWaitUntilIdle waits until every signal that has arrived has been received.
//
//go:linkname signalWaitUntilIdle os/signal.signalWaitUntilIdle
func signalWaitUntilIdle() {
	for sig.delivering.Load() > 0 || sig.state.Load() != sigReceiving {
		Gosched()
	}
}

//go:linkname signal_enable os/signal.signal_enable
func signal_enable(s uint32) {
	if s < 32*sigWords {
		sig.ignored.remove(s)
		sig.wanted.add(s)
		sigenable(s)
	}
}

//go:linkname signal_disable os/signal.signal_disable
func signal_disable(s uint32) {
	if s < 32*sigWords {
		sigdisable(s)
		sig.wanted.remove(s)
	}
}

//go:linkname signal_ignore os/signal.signal_ignore
func signal_ignore(s uint32) {
	if s < 32*sigWords {
		sigignore(s)
		sig.ignored.add(s)
		sig.wanted.remove(s)
	}
}

func sigInitIgnored(s uint32) { sig.ignored.add(s) }

//go:linkname signal_ignored os/signal.signal_ignored
func signal_ignored(s uint32) bool { return sig.ignored.has(s) }
