// Taking the processor away from a goroutine that does not give it up.
//
// SIGURG goes to its thread. If the goroutine stands in compiled code outside the runtime, outside
// assembly and outside the ranges that codegen marks, the handler makes it call asyncPreempt,
// which saves every register and parks it in the global queue. Else nothing happens, and
// sysmon tries again.

package runtime

import (
	"internal/abi"
	"internal/cpu"
	"internal/stringslite"
)

func asyncPreempt()

// preemptM asks a thread to stop its goroutine.
func preemptM(mp *m) {
	if debug.asyncpreemptoff != 0 || !cpu.X86.HasOSXSAVE {
		return
	}
	if mp.signalPending.CompareAndSwap(0, 1) {
		signalM(mp, sigPreempt)
	}
}

// doSigPreempt runs in the handler.
func doSigPreempt(gp *g, c *sigctxt) {
	if debug.asyncpreemptoff == 0 && wantAsyncPreempt(gp) && isAsyncSafePoint(gp, c.sigpc(), c.sigsp()) {
		// asyncPreempt returns over the red zone.
		c.call(abi.FuncPCABIInternal(asyncPreempt), c.sigpc(), c.sigsp(), c.belowRedZone())
	}
	gp.m.signalPending.Store(0)
}

func wantAsyncPreempt(gp *g) bool {
	return (gp.preempt || gp.m.p != 0 && gp.m.p.ptr().preempt) && readgstatus(gp) == _Grunning
}

// isAsyncSafePoint: the goroutine may be stopped right here.
func isAsyncSafePoint(gp *g, pc, sp uintptr) bool {
	mp := gp.m
	if gp != mp.curg || !canPreemptM(mp) {
		return false
	}
	if sp < gp.stack.lo || sp-gp.stack.lo < 8192 {
		return false
	}
	f := findfunc(pc)
	if !f.valid() || f.flags&(funcAssembly|funcWrapper) != 0 {
		return false
	}
	off := uint32(pc - f.datap.text)
	for _, r := range f.datap.gounsafe {
		if r.start <= off && off < r.end {
			return false
		}
	}
	for u := newInlineUnwinder(f, pc); ; u.next() {
		name := u.srcFunc().name()
		if stringslite.HasPrefix(name, "runtime.") || stringslite.HasPrefix(name, "runtime/") ||
			stringslite.HasPrefix(name, "internal/runtime/") || stringslite.HasPrefix(name, "reflect.") {
			return false
		}
		if !u.isInlined() {
			return true
		}
	}
}

// asyncPreempt2 is called by asyncPreempt.
func asyncPreempt2() {
	mcall(asyncPreempt_m)
}

func asyncPreempt_m(gp *g) {
	if gcMarking.on {
		gcShadeTop(gp)
	}
	gopreempt_m(gp)
}
