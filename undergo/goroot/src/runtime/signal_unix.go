// Signals. Handlers run on the thread's signal stack (m.gsignal). A fault in Go code becomes a panic:
// the handler makes the goroutine call sigpanic, as if from the faulting instruction. Other signals go
// to os/signal if wanted, else do what sigtable says.
//
// In a host's process only the faults are ours, and only those of our own code; everything
// else is passed on to the handler found at start (fwdSig).

package runtime

import (
	"internal/abi"
	"internal/runtime/atomic"
	"unsafe"
)

const (
	sigPreempt          = _SIGURG
	sigPerThreadSyscall = _SIGRTMIN + 1
)

var (
	fwdSig      [_NSIG]uintptr // handlers before ours
	handlingSig [_NSIG]uint32  // 1: ours is installed
	signalsOK   bool

	disableSigChan  chan uint32
	enableSigChan   chan uint32
	maskUpdatedChan chan struct{}

	sigsysIgnored uint32
)

// A sigctxt is what the kernel hands to a handler.
type sigctxt struct {
	info *siginfo
	ctxt unsafe.Pointer
}

func (c *sigctxt) reg(i int) *uint64 { return &(*ucontext)(c.ctxt).uc_mcontext.gregs[i] }
func (c *sigctxt) sigpc() uintptr    { return uintptr(*c.reg(reg_rip)) }
func (c *sigctxt) sigsp() uintptr    { return uintptr(*c.reg(reg_rsp)) }
func (c *sigctxt) sigbp() uintptr    { return uintptr(*c.reg(reg_rbp)) }
func (c *sigctxt) sigcode() uint32   { return uint32(c.info.si_code) }
func (c *sigctxt) fault() uintptr    { return uintptr(c.info.si_addr) }

// sigFromUser: sent by a process, not by the kernel for a fault.
func (c *sigctxt) sigFromUser() bool {
	code := int32(c.sigcode())
	return code == _SI_USER || code == _SI_TKILL
}

func (c *sigctxt) sigFromSeccomp() bool { return c.sigcode() == _SYS_SECCOMP }

// initsig installs the handlers.
func initsig(preinit bool) {
	if !preinit {
		signalsOK = true
	}
	for i := uint32(0); i < _NSIG; i++ {
		t := &sigtable[i]
		if t.flags == 0 || t.flags&_SigDefault != 0 {
			continue
		}
		fwdSig[i] = getsig(i)
		if !sigInstallGoHandler(i) {
			if fwdSig[i] != _SIG_DFL && fwdSig[i] != _SIG_IGN {
				if !islibrary {
					setsigstack(i)
				}
			} else if fwdSig[i] == _SIG_IGN {
				sigInitIgnored(i)
			}
			continue
		}
		handlingSig[i] = 1
		setsig(i, abi.FuncPCABIInternal(sighandler))
	}
}

func sigInstallGoHandler(sig uint32) bool {
	switch sig {
	case _SIGHUP, _SIGINT:
		// nohup and background jobs of old shells.
		if atomic.Loaduintptr(&fwdSig[sig]) == _SIG_IGN {
			return false
		}
	}
	if sig == sigPerThreadSyscall && !islibrary {
		return true
	}
	t := &sigtable[sig]
	if t.flags&_SigSetStack != 0 {
		return false
	}
	if islibrary && t.flags&_SigPanic == 0 && sig != sigPreempt {
		return false
	}
	return true
}

func sigenable(sig uint32) {
	if sig >= uint32(len(sigtable)) || sig == _SIGPROF {
		return
	}
	if sigtable[sig].flags&_SigNotify != 0 {
		ensureSigM()
		enableSigChan <- sig
		<-maskUpdatedChan
		if atomic.Cas(&handlingSig[sig], 0, 1) {
			atomic.Storeuintptr(&fwdSig[sig], getsig(sig))
			setsig(sig, abi.FuncPCABIInternal(sighandler))
		}
	}
}

func sigdisable(sig uint32) {
	if sig >= uint32(len(sigtable)) || sig == _SIGPROF {
		return
	}
	if sigtable[sig].flags&_SigNotify != 0 {
		ensureSigM()
		disableSigChan <- sig
		<-maskUpdatedChan
		if !sigInstallGoHandler(sig) {
			atomic.Store(&handlingSig[sig], 0)
			setsig(sig, atomic.Loaduintptr(&fwdSig[sig]))
		}
	}
}

func sigignore(sig uint32) {
	if sig >= uint32(len(sigtable)) || sig == _SIGPROF {
		return
	}
	if sigtable[sig].flags&_SigNotify != 0 {
		atomic.Store(&handlingSig[sig], 0)
		setsig(sig, _SIG_IGN)
	}
}

// clearSignalHandlers puts the default back, in a forked child.
func clearSignalHandlers() {
	for i := uint32(0); i < _NSIG; i++ {
		if atomic.Load(&handlingSig[i]) != 0 {
			setsig(i, _SIG_DFL)
		}
	}
}

// ensureSigM starts the goroutine whose thread takes the signals that os/signal has enabled.
func ensureSigM() {
	if maskUpdatedChan != nil {
		return
	}
	maskUpdatedChan = make(chan struct{})
	disableSigChan = make(chan uint32)
	enableSigChan = make(chan uint32)
	go sigMaskKeeper()
}

func sigMaskKeeper() {
	LockOSThread()
	blocked := sigset_all
	for i := range sigtable {
		if !blockableSig(uint32(i)) {
			sigdelset(&blocked, i)
		}
	}
	sigprocmask(_SIG_SETMASK, &blocked, nil)
	for {
		select {
		case sig := <-enableSigChan:
			if sig > 0 {
				sigdelset(&blocked, int(sig))
			}
		case sig := <-disableSigChan:
			if sig > 0 && blockableSig(sig) {
				sigaddset(&blocked, int(sig))
			}
		}
		sigprocmask(_SIG_SETMASK, &blocked, nil)
		maskUpdatedChan <- struct{}{}
	}
}

func blockableSig(sig uint32) bool { return sigtable[sig].flags&_SigUnblock == 0 }

// sigtrampgo is called by the trampoline, in any state of the thread.
func sigtrampgo(sig uint32, info *siginfo, ctx unsafe.Pointer) {
	c := &sigctxt{info, ctx}
	gp := getg()
	if sigfwdgo(sig, c, gp) {
		return
	}
	if gp == nil {
		// A thread that is not ours.
		if sig == _SIGPROF || sig == sigPreempt {
			return
		}
		badsignal(sig)
		return
	}
	mp := gp.m
	setg(mp.gsignal)
	if gp.stackguard0 == stackFork {
		print("signal ", sig, " received during fork\n")
		throw("signal received during fork")
	}
	sighandler(sig, info, ctx, gp)
	setg(gp)
}

// sigfwdgo passes a signal on that is not for us.
func sigfwdgo(sig uint32, c *sigctxt, gp *g) bool {
	if sig >= uint32(len(sigtable)) {
		return false
	}
	fwd := atomic.Loaduintptr(&fwdSig[sig])
	flags := sigtable[sig].flags
	if atomic.Load(&handlingSig[sig]) == 0 || !signalsOK {
		if fwd == _SIG_IGN || fwd == _SIG_DFL && flags&_SigIgn != 0 {
			return true
		}
		if fwd == _SIG_DFL {
			setsig(sig, _SIG_DFL)
			dieFromSignal(sig)
			return false
		}
		sigfwd(fwd, sig, c.info, c.ctxt)
		return true
	}
	if fwd == _SIG_DFL {
		return false
	}
	if (c.sigFromUser() || flags&_SigPanic == 0) && sig != _SIGPIPE {
		return false
	}
	// A fault in Go code is ours.
	if gp != nil && gp.m != nil && gp.m.curg != nil {
		return false
	}
	if fwd != _SIG_IGN {
		sigfwd(fwd, sig, c.info, c.ctxt)
	}
	return true
}

// badsignal: a signal on a thread that the runtime does not know.
func badsignal(sig uint32) {
	if sigsend(sig) {
		return
	}
	if sig < uint32(len(sigtable)) && sigtable[sig].flags&(_SigThrow|_SigPanic|_SigKill) == 0 {
		return
	}
	setsig(sig, _SIG_DFL)
	raise(sig)
}

// sighandler does the work, on gsignal; gp is what ran.
func sighandler(sig uint32, info *siginfo, ctxt unsafe.Pointer, gp *g) {
	mp := getg().m
	c := &sigctxt{info, ctxt}
	switch {
	case sig == _SIGPROF:
		sigprof(c.sigpc(), c.sigsp(), c.sigbp(), gp, mp)
		return
	case sig == sigPerThreadSyscall && !islibrary:
		runPerThreadSyscall()
		return
	case sig == sigPreempt:
		doSigPreempt(gp, c)
		// It may also be somebody else's SIGURG.
	}
	flags := int32(_SigThrow)
	if sig < uint32(len(sigtable)) {
		flags = sigtable[sig].flags
	}
	if sig == _SIGSEGV && !c.sigFromUser() && stackOverflowed(mp.curg, c.fault()) {
		mp.throwing = throwTypeRuntime
		mp.caughtsig.set(gp)
		stackoverflow(mp.curg, c)
	}
	if !c.sigFromUser() && flags&_SigPanic != 0 && gp != mp.curg {
		flags = _SigThrow
	}
	if isAbortPC(c.sigpc()) {
		flags = _SigThrow
	}
	if !c.sigFromUser() && flags&_SigPanic != 0 {
		gp.sig = sig
		gp.sigcode0 = uintptr(c.sigcode())
		gp.sigcode1 = c.fault()
		gp.sigpc = c.sigpc()
		c.preparePanic(sig, gp)
		return
	}
	if c.sigFromUser() || flags&_SigNotify != 0 {
		if sigsend(sig) {
			return
		}
	}
	if c.sigFromUser() && signal_ignored(sig) {
		return
	}
	if sig == _SIGSYS && c.sigFromSeccomp() && atomic.Load(&sigsysIgnored) != 0 {
		return
	}
	if flags&_SigKill != 0 {
		dieFromSignal(sig)
	}
	if flags&(_SigThrow|_SigPanic) == 0 {
		return
	}
	mp.throwing = throwTypeRuntime
	mp.caughtsig.set(gp)
	startpanic_m()
	if sig < uint32(len(sigtable)) {
		print(sigtable[sig].name, "\n")
	} else {
		print("Signal ", sig, "\n")
	}
	if isSecureMode() {
		exit(2)
	}
	print("PC=", hex(c.sigpc()), " m=", mp.id, " sigcode=", c.sigcode())
	if sig == _SIGSEGV || sig == _SIGBUS {
		print(" addr=", hex(c.fault()))
	}
	print("\n")
	if sig == _SIGILL || sig == _SIGFPE {
		pc := c.sigpc()
		n := min(16, physPageSize-pc%physPageSize)
		print("instruction bytes:")
		for i := uintptr(0); i < n; i++ {
			print(" ", hex(*(*byte)(unsafe.Pointer(pc + i))))
		}
		println()
	}
	print("\n")
	level, _, docrash := gotraceback()
	if level > 0 {
		goroutineheader(gp)
		tracebacktrap(c.sigpc(), c.sigbp(), gp)
		tracebackothers(gp)
		print("\n")
		dumpregs(c)
	}
	if docrash {
		crash()
	}
	exit(2)
}

// preparePanic makes the goroutine call sigpanic, leaving the red zone alone.
func (c *sigctxt) preparePanic(sig uint32, gp *g) {
	pc := c.sigpc()
	rsp := c.sigsp()
	sp := (rsp - 128) &^ 15
	if f := findfunc(pc); !f.valid() || f.flags&funcAssembly != 0 || beforeFrame(f, rsp) {
		// A call of a wild address, assembly without a frame of its own, or a function that has
		// none yet (LLVM moves the making of the frame behind early exits): what stands at
		// the stack pointer is the return address. Give it a frame.
		ret := *(*uintptr)(unsafe.Pointer(rsp))
		if findfunc(ret).valid() {
			if !f.valid() {
				pc = ret - 1
			} else {
				sp -= 16
				*(*uintptr)(unsafe.Pointer(sp)) = c.sigbp()
				*(*uintptr)(unsafe.Pointer(sp + 8)) = ret
				*c.reg(reg_rbp) = uint64(sp)
			}
		}
	}
	sp -= 8
	*(*uintptr)(unsafe.Pointer(sp)) = pc
	*c.reg(reg_rsp) = uint64(sp)
	*c.reg(reg_rip) = uint64(abi.FuncPCABIInternal(sigpanic))
}

// beforeFrame: the function f, in which the stack pointer is rsp, has not made its frame. Most make it first
// of all. Of the others it is known by their return address, which a call stands before, lying at rsp.
func beforeFrame(f funcInfo, rsp uintptr) bool {
	code := func(at uintptr, n int) uint32 {
		x := *(*uint32)(unsafe.Pointer(at))
		return x & (1<<(8*n) - 1)
	}
	entry := f.entry()
	if code(entry, 4) == 0xe5894855 { // PUSHQ BP; MOVQ SP, BP
		return false
	}
	ret := *(*uintptr)(unsafe.Pointer(rsp))
	caller := findfunc(ret)
	if !caller.valid() || ret < caller.entry()+7 {
		return false
	}
	if code(ret-5, 1) == 0xe8 && ret+uintptr(int32(*(*uint32)(unsafe.Pointer(ret - 4)))) == entry {
		return true
	}
	// FF /2, of a register or of memory
	for n := uintptr(2); n <= 7; n++ {
		if c := code(ret-n, 2); c&0x38ff == 0x10ff {
			return true
		}
	}
	return false
}

// sigpanic turns a fault into a panic. It runs on the goroutine, as if called by the faulting
// instruction.
//
//go:linkname sigpanic
//go:noinline
func sigpanic() {
	gp := getg()
	if !canpanic() {
		throw("unexpected signal during runtime execution")
	}
	switch gp.sig {
	case _SIGBUS:
		if gp.sigcode0 == _BUS_ADRERR && gp.sigcode1 < 0x1000 {
			panicmem()
		}
		if gp.paniconfault {
			panicmemAddr(gp.sigcode1)
		}
		print("unexpected fault address ", hex(gp.sigcode1), "\n")
		throw("fault")
	case _SIGSEGV:
		if (gp.sigcode0 == 0 || gp.sigcode0 == _SEGV_MAPERR || gp.sigcode0 == _SEGV_ACCERR) && gp.sigcode1 < 0x1000 {
			panicmem()
		}
		if gp.paniconfault {
			panicmemAddr(gp.sigcode1)
		}
		print("unexpected fault address ", hex(gp.sigcode1), "\n")
		throw("fault")
	case _SIGFPE:
		switch gp.sigcode0 {
		case _FPE_INTDIV:
			panicdivide()
		case _FPE_INTOVF:
			panicoverflow()
		}
		panicfloat()
	}
	if gp.sig >= uint32(len(sigtable)) {
		throw("unexpected signal value")
	}
	panic(errorString(sigtable[gp.sig].name))
}

func dumpregs(c *sigctxt) {
	names := [...]string{
		reg_r8: "r8     ", reg_r9: "r9     ", reg_r10: "r10    ", reg_r11: "r11    ", reg_r12: "r12    ", reg_r13: "r13    ",
		reg_r14: "r14    ", reg_r15: "r15    ", reg_rdi: "rdi    ", reg_rsi: "rsi    ", reg_rbp: "rbp    ", reg_rbx: "rbx    ",
		reg_rdx: "rdx    ", reg_rax: "rax    ", reg_rcx: "rcx    ", reg_rsp: "rsp    ", reg_rip: "rip    ", reg_eflags: "rflags ",
	}
	order := [...]uint8{reg_rax, reg_rbx, reg_rcx, reg_rdx, reg_rdi, reg_rsi, reg_rbp, reg_rsp, reg_r8, reg_r9, reg_r10,
		reg_r11, reg_r12, reg_r13, reg_r14, reg_r15, reg_rip, reg_eflags}
	for _, i := range order {
		print(names[i], hex(*c.reg(int(i))), "\n")
	}
	seg := *c.reg(reg_csgsfs)
	print("cs     ", hex(seg&0xffff), "\n")
	print("fs     ", hex(seg>>32&0xffff), "\n")
	print("gs     ", hex(seg>>16&0xffff), "\n")
}

// dieFromSignal ends the program as the signal would have without us.
func dieFromSignal(sig uint32) {
	unblocksig(sig)
	atomic.Store(&handlingSig[sig], 0)
	raise(sig)
	osyield()
	osyield()
	osyield()
	setsig(sig, _SIG_DFL)
	raise(sig)
	osyield()
	osyield()
	osyield()
	exit(128 + int32(sig))
}

// crash is for GOTRACEBACK=crash.
func crash() { dieFromSignal(_SIGABRT) }

// os_sigpipe: a write to standard output or error failed for want of a reader.
//
//go:linkname os_sigpipe os.sigpipe
func os_sigpipe() {
	systemstack(func() {
		if signal_ignored(_SIGPIPE) || sigsend(_SIGPIPE) {
			return
		}
		dieFromSignal(_SIGPIPE)
	})
}

//go:linkname ignoreSIGSYS os.ignoreSIGSYS
func ignoreSIGSYS() { atomic.Store(&sigsysIgnored, 1) }

//go:linkname restoreSIGSYS os.restoreSIGSYS
func restoreSIGSYS() { atomic.Store(&sigsysIgnored, 0) }

// Signal masks and stacks of threads.

func sigsave(p *sigset)          { sigprocmask(_SIG_SETMASK, nil, p) }
func msigrestore(sigmask sigset) { sigprocmask(_SIG_SETMASK, &sigmask, nil) }
func sigblock(exiting bool)      { sigprocmask(_SIG_SETMASK, &sigset_all, nil) }

func unblocksig(sig uint32) {
	var set sigset
	sigaddset(&set, int(sig))
	sigprocmask(_SIG_UNBLOCK, &set, nil)
}

func minitSignals() {
	minitSignalStack()
	minitSignalMask()
}

func minitSignalStack() {
	mp := getg().m
	if islibrary && mp.isextra {
		return
	}
	signalstack(&mp.gsignal.stack)
	mp.newSigstack = true
}

func minitSignalMask() {
	mp := getg().m
	nmask := mp.sigmask
	for i := range sigtable {
		if !blockableSig(uint32(i)) {
			sigdelset(&nmask, max(i, 1))
		}
	}
	sigprocmask(_SIG_SETMASK, &nmask, nil)
}

func unminitSignals() {
	if getg().m.newSigstack {
		st := stackt{ss_flags: _SS_DISABLE}
		sigaltstack(&st, nil)
	}
}

func signalstack(s *stack) {
	st := stackt{ss_size: s.hi - s.lo}
	setSignalstackSP(&st, s.lo)
	sigaltstack(&st, nil)
}

// sigfwd calls a host's handler.
func sigfwd(fn uintptr, sig uint32, info *siginfo, ctx unsafe.Pointer) {
	ccall3(fn, uintptr(sig), uintptr(unsafe.Pointer(info)), uintptr(ctx))
}

// setsigprof installs the handler for the profiling timer.
func setsigprof() {
	fwdSig[_SIGPROF] = getsig(_SIGPROF)
	setsig(_SIGPROF, abi.FuncPCABIInternal(sighandler))
}
