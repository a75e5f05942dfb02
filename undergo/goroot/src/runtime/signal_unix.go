// Signals. Handlers run on the thread's signal stack (m.gsignal). A fault in Go code becomes a panic:
// the handler makes the goroutine call sigpanic, as if from the faulting instruction. Other signals go
// to os/signal if wanted, else do what sigtable says.
//
// In a host's process only the faults are ours, and only those of our own code; everything
// else is passed on to the handler found at start (fwdSig).

package runtime

import (
	"unsafe"

	"internal/abi"
	"internal/runtime/atomic"
)

// Signals for ourselves.
const (
	sigPreempt          = _SIGURG
	sigPerThreadSyscall = _SIGRTMIN + 1
)

var (
	handlingSig [_NSIG]uint32  // 1: our handler is installed
	fwdSig      [_NSIG]uintptr // the handler before ours
	signalsOK   bool           // handlers are installed

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

func goHandler() uintptr { return abi.FuncPCABIInternal(sighandler) }

// initsig installs the handlers.
func initsig(preinit bool) {
	if !preinit {
		signalsOK = true
	}
	for sig := uint32(0); sig < _NSIG; sig++ {
		if flags := sigflags(sig); flags == 0 || flags&_SigDefault != 0 {
			continue
		}
		found := getsig(sig)
		fwdSig[sig] = found
		switch {
		case sigInstallGoHandler(sig):
			handlingSig[sig] = 1
			setsig(sig, goHandler())
		case found == _SIG_IGN:
			sigInitIgnored(sig)
		case found != _SIG_DFL && !islibrary:
			setsigstack(sig)
		}
	}
}

// sigInstallGoHandler tells whether we handle a signal even if the program does not ask for it.
func sigInstallGoHandler(sig uint32) bool {
	if (sig == _SIGHUP || sig == _SIGINT) && atomic.Loaduintptr(&fwdSig[sig]) == _SIG_IGN {
		return false // under nohup, or in the background of an old shell
	}
	flags := sigflags(sig)
	if islibrary {
		return flags&_SigSetStack == 0 && (flags&_SigPanic != 0 || sig == sigPreempt)
	}
	return flags&_SigSetStack == 0 || sig == sigPerThreadSyscall
}

// programMayHave tells whether os/signal can do something about a signal.
func programMayHave(sig uint32) bool {
	return sig != _SIGPROF && sigflags(sig)&_SigNotify != 0
}

func sigenable(sig uint32) {
	if !programMayHave(sig) {
		return
	}
	maskKeeper.tell(sig, true)
	if atomic.Cas(&handlingSig[sig], 0, 1) {
		atomic.Storeuintptr(&fwdSig[sig], getsig(sig))
		setsig(sig, goHandler())
	}
}

func sigdisable(sig uint32) {
	if !programMayHave(sig) {
		return
	}
	maskKeeper.tell(sig, false)
	if !sigInstallGoHandler(sig) {
		before := atomic.Loaduintptr(&fwdSig[sig])
		atomic.Store(&handlingSig[sig], 0)
		setsig(sig, before)
	}
}

func sigignore(sig uint32) {
	if programMayHave(sig) {
		atomic.Store(&handlingSig[sig], 0)
		setsig(sig, _SIG_IGN)
	}
}

// clearSignalHandlers puts the default back, in a forked child.
func clearSignalHandlers() {
	for sig := range handlingSig {
		if atomic.Load(&handlingSig[sig]) == 1 {
			setsig(uint32(sig), _SIG_DFL)
		}
	}
}

// maskKeeper is a goroutine on a thread of its own that does not block the signals which os/signal
// has enabled: so there is one that takes them, even if the program was started with them blocked.
var maskKeeper sigMaskKeeper

type sigMaskKeeper struct {
	changes chan maskChange // nil until the first
	done    chan struct{}
}

type maskChange struct {
	sig    uint32
	enable bool
}

// tell returns when the thread's mask has been changed. os/signal makes one call at a time.
func (k *sigMaskKeeper) tell(sig uint32, enable bool) {
	if k.changes == nil {
		k.changes, k.done = make(chan maskChange), make(chan struct{})
		go runMaskKeeper()
	}
	k.changes <- maskChange{sig, enable}
	<-k.done
}

func runMaskKeeper() {
	LockOSThread()
	blocked := withoutUnblockable(sigset_all)
	sigprocmask(_SIG_SETMASK, &blocked, nil)
	for change := range maskKeeper.changes {
		switch {
		case change.sig == 0:
		case change.enable:
			sigdelset(&blocked, int(change.sig))
		case blockableSig(change.sig):
			sigaddset(&blocked, int(change.sig))
		}
		sigprocmask(_SIG_SETMASK, &blocked, nil)
		maskKeeper.done <- struct{}{}
	}
}

// withoutUnblockable takes out of a mask what must never be blocked.
func withoutUnblockable(mask sigset) sigset {
	for sig := 1; sig < _NSIG; sig++ {
		if !blockableSig(uint32(sig)) {
			sigdelset(&mask, sig)
		}
	}
	return mask
}

func blockableSig(sig uint32) bool { return sigflags(sig)&_SigUnblock == 0 }

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
	if sig >= _NSIG {
		return false
	}
	fwd := atomic.Loaduintptr(&fwdSig[sig])
	flags := sigflags(sig)
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
	if sigflags(sig)&(_SigThrow|_SigPanic|_SigKill) != 0 {
		setsig(sig, _SIG_DFL)
		raise(sig)
	}
}

// sighandler decides what a signal means. It runs on gsignal; gp is what ran.
func sighandler(sig uint32, info *siginfo, ctxt unsafe.Pointer, gp *g) {
	mp := getg().m
	c := &sigctxt{info, ctxt}
	switch sig {
	case _SIGPROF:
		sigprof(c.sigpc(), c.sigsp(), c.sigbp(), gp, mp)
		return
	case sigPerThreadSyscall:
		if !islibrary {
			runPerThreadSyscall()
			return
		}
	case sigPreempt:
		doSigPreempt(gp, c) // and on: it may also be somebody else's SIGURG
	}
	if c.sigFromUser() {
		sentSignal(sig, c, gp)
	} else {
		kernelSignal(sig, c, gp)
	}
}

// kernelSignal is for faults and for what the kernel tells, like the end of a child.
func kernelSignal(sig uint32, c *sigctxt, gp *g) {
	mp := getg().m
	flags := sigflags(sig)
	switch {
	case sig == _SIGSEGV && stackOverflowed(mp.curg, c.fault()):
		mp.throwing = throwTypeRuntime
		mp.caughtsig.set(gp)
		stackoverflow(mp.curg, c)
	case isAbortPC(c.sigpc()):
		dieOfSignal(sig, c, gp)
	case flags&_SigPanic != 0:
		// Only a goroutine can panic.
		if gp != mp.curg {
			dieOfSignal(sig, c, gp)
		}
		gp.sig, gp.sigpc = sig, c.sigpc()
		gp.sigcode0, gp.sigcode1 = uintptr(c.sigcode()), c.fault()
		c.preparePanic(sig, gp)
		return
	case flags&_SigNotify != 0 && sigsend(sig):
		return
	case sig == _SIGSYS && c.sigFromSeccomp() && atomic.Load(&sigsysIgnored) != 0:
		return
	}
	unwantedSignal(sig, flags, c, gp)
}

// sentSignal is for what a process has sent.
func sentSignal(sig uint32, c *sigctxt, gp *g) {
	switch {
	case isAbortPC(c.sigpc()):
		dieOfSignal(sig, c, gp)
	case sigsend(sig) || signal_ignored(sig):
		return
	}
	unwantedSignal(sig, sigflags(sig), c, gp)
}

// unwantedSignal does what is usual when the program does not care for a signal.
func unwantedSignal(sig uint32, flags int32, c *sigctxt, gp *g) {
	if flags&_SigKill != 0 {
		dieFromSignal(sig)
	}
	if flags&(_SigThrow|_SigPanic) != 0 {
		dieOfSignal(sig, c, gp)
	}
}

// dieOfSignal prints what there is to know and ends the program.
func dieOfSignal(sig uint32, c *sigctxt, gp *g) {
	mp := getg().m
	mp.caughtsig.set(gp)
	mp.throwing = throwTypeRuntime
	startpanic_m()
	printsigname(sig)
	print("\n")
	if isSecureMode() {
		exit(2)
	}
	pc := c.sigpc()
	print("PC=", hex(pc), " m=", mp.id, " sigcode=", c.sigcode())
	if sig == _SIGSEGV || sig == _SIGBUS {
		print(" addr=", hex(c.fault()))
	}
	print("\n")
	if sig == _SIGILL || sig == _SIGFPE {
		printCode(pc)
	}
	print("\n")
	level, _, docrash := gotraceback()
	if level > 0 {
		goroutineheader(gp)
		tracebacktrap(pc, c.sigsp(), c.sigbp(), gp)
		tracebackothers(gp)
		print("\n")
		dumpregs(c)
	}
	if docrash {
		crash()
	}
	exit(2)
}

// printCode prints the bytes at pc, of its page only.
func printCode(pc uintptr) {
	print("instruction bytes:")
	for end := min(pc+16, alignDown(pc, physPageSize)+physPageSize); pc < end; pc++ {
		print(" ", hex(*(*byte)(unsafe.Pointer(pc))))
	}
	print("\n")
}

// preparePanic makes the goroutine call sigpanic.
func (c *sigctxt) preparePanic(sig uint32, gp *g) {
	pc, sp := c.sigpc(), c.sigsp()
	if !findfunc(pc).valid() {
		// A call of a wild address: it is its caller's fault.
		if ret := *(*uintptr)(unsafe.Pointer(sp)); findfunc(ret).valid() {
			pc, sp = ret-1, sp+8
		}
	}
	c.call(abi.FuncPCABIInternal(sigpanic), pc, sp, c.belowRedZone()&^15)
}

// redZone is what compiled code may use below the stack pointer.
const redZone = 128

// belowRedZone is the first free word of the stack.
func (c *sigctxt) belowRedZone() uintptr { return c.sigsp() - redZone - 8 }

// call makes the thread call a function in the name of what was interrupted at pc. Above the return address, at
// place, stands the stack pointer, for whoever walks the stack (isInterruption).
func (c *sigctxt) call(function, pc, sp, place uintptr) {
	*(*uintptr)(unsafe.Pointer(place)) = sp
	*(*uintptr)(unsafe.Pointer(place - 8)) = pc
	*c.reg(reg_rsp) = uint64(place - 8)
	*c.reg(reg_rip) = uint64(function)
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

// memoryFault panics about a fault of the goroutine, where that is of use: at nil, or after
// debug.SetPanicOnFault. Others are mistakes of the runtime or of unsafe code.
func (gp *g) memoryFault() {
	address := gp.sigcode1
	switch {
	case gp.faultedNearNil():
		panicmem()
	case gp.paniconfault:
		panicmemAddr(address)
	}
	print("unexpected fault address ", hex(address), "\n")
	throw("fault")
}

// sigpanic turns a fault into a panic. It runs on the goroutine, as if called by the faulting
// instruction.
//
//go:linkname sigpanic
//go:noinline
func sigpanic() {
	gp := getg()
	switch sig := gp.sig; {
	case !canpanic():
		throw("unexpected signal during runtime execution")
	case sig == _SIGSEGV || sig == _SIGBUS:
		gp.memoryFault()
	case sig == _SIGFPE && gp.sigcode0 == _FPE_INTDIV:
		panicdivide()
	case sig == _SIGFPE && gp.sigcode0 == _FPE_INTOVF:
		panicoverflow()
	case sig == _SIGFPE:
		panicfloat()
	default:
		panic(errorString(sigtable[sig].name))
	}
}

// faultedNearNil tells whether the address that gp could not reach comes from a nil pointer.
func (gp *g) faultedNearNil() bool {
	switch addr, why := gp.sigcode1, gp.sigcode0; {
	case addr >= 4096:
		return false
	case gp.sig == _SIGBUS:
		return why == _BUS_ADRERR
	default:
		// 0: the processor does not tell the address when it is not a canonical one.
		return why == _SEGV_MAPERR || why == _SEGV_ACCERR || why == 0
	}
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

// dieFromSignal ends the program as the signal would have without us: with our handler disarmed, and if
// that does not help, with the default one.
func dieFromSignal(sig uint32) {
	unblocksig(sig)
	atomic.Store(&handlingSig[sig], 0)
	raiseAndWait(sig)
	setsig(sig, _SIG_DFL)
	raiseAndWait(sig)
	exit(128 + int32(sig))
}

// raiseAndWait gives another thread, which may be the one that gets the signal, the time to die.
func raiseAndWait(sig uint32) {
	raise(sig)
	for range 3 {
		osyield()
	}
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

func sigsave(p *sigset) { sigprocmask(_SIG_SETMASK, nil, p) }

func msigrestore(mask sigset) { sigprocmask(_SIG_SETMASK, &mask, nil) }

func sigblock(exiting bool) { sigprocmask(_SIG_SETMASK, &sigset_all, nil) }

func unblocksig(sig uint32) {
	var only sigset
	sigaddset(&only, int(sig))
	sigprocmask(_SIG_UNBLOCK, &only, nil)
}

// minitSignals sets up the signal stack and mask of the calling thread. A host's thread keeps
// the stack that it has.
func minitSignals() {
	mp := getg().m
	if !islibrary || !mp.isextra {
		mp.newSigstack = true
		signalstack(&mp.gsignal.stack)
	}
	mask := withoutUnblockable(mp.sigmask)
	sigprocmask(_SIG_SETMASK, &mask, nil)
}

// unminitSignals undoes it.
func unminitSignals() {
	if !getg().m.newSigstack {
		return
	}
	off := stackt{ss_flags: _SS_DISABLE}
	sigaltstack(&off, nil)
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
