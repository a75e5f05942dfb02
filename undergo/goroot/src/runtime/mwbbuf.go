// The write barrier: what a pointer was overwritten with does not matter, what was overwritten does.
//
// While writeBarrier.enabled is set, whoever overwrites a pointer in the heap or in a variable hands over the old value: compiled
// code calls gcWriteBarrier, the functions that move many values at once call shadeTyped and the like (mbarrier.go). So all that could be
// reached when the flag was set is found, whatever becomes of the pointers that led there. docs/architecture.md says which stores count.
//
// gcWriteBarrier (asm_amd64.s) puts the value into the buffer of its p. Whoever has no p, and signal handlers, which may have come
// in the midst of that, put it into one of the shared places. It changes no register but R11, neither does wbBufFlush, which
// it calls when there is no room left.
package runtime

import "internal/runtime/atomic"

// writeBarrier's first four bytes are what compiled code looks at.
var writeBarrier struct {
	enabled bool
	pad     [3]byte
	alignme uint64
}

const (
	wbBufEntries = 512
	wbShared     = 128
)

// A wbBuf holds values that wait for being shaded.
type wbBuf struct {
	n   uintptr // may be more than there is room for: the rest went to the shared places
	buf [wbBufEntries]uintptr
}

// wbSharedPlaces are taken and emptied with one atomic operation each; 0: free.
var wbSharedPlaces [wbShared]uintptr

// wbXsave: gcWriteBarrier saves vector registers with XSAVE.
var wbXsave bool

// wbBufFlush shades what pp's buffer (nil: none) and the shared places hold. It runs on a scheduling or signal stack, where nothing may block or
// allocate, with the registers of the goroutine saved by gcWriteBarrier.
func wbBufFlush(pp *p) {
	if pp != nil {
		b := &pp.wbBuf
		for i := uintptr(0); i < min(b.n, wbBufEntries); i++ {
			shade(b.buf[i])
		}
		b.n = 0
	}
	for i := range wbSharedPlaces {
		if atomic.Loaduintptr(&wbSharedPlaces[i]) != 0 {
			shade(atomic.Xchguintptr(&wbSharedPlaces[i], 0))
		}
	}
}

// wbBufFlushAll does so for all ps. The world is stopped.
func wbBufFlushAll() {
	for _, pp := range allp {
		wbBufFlush(pp)
	}
}

// shadeWord hands over the old value of a pointer that a function of the runtime is about to overwrite.
func shadeWord(old uintptr)
