// The runtime as a guest in somebody else's process (a Python process, say).
//
// undergo_init starts it: the host's thread stands in for m0 until package initialization has run, on
// a thread of ours, and is then left alone. undergo_call runs a Go function on the calling thread of
// the host: the thread borrows an m for good the first time; its stack is the m's scheduling
// stack, and the function runs on a goroutine that is bound to the m. Between calls that
// goroutine counts as being in a system call, so the p stays at hand for the next call until sysmon takes
// it. hostcall goes the other way: a C function of the host, on the host's stack, as in a
// system call; it may call back.

package runtime

import (
	"internal/abi"
	"internal/runtime/atomic"
	"unsafe"
)

var (
	libStarted uint32
	libReady   note
)

func hostreturn(sp uintptr)
func callhostfn(fn, arg uintptr)
func tlsOffset() uintptr

// libinit runs on the host's thread, as m0.
func libinit() {
	islibrary = true
	sysauxvFromProc()
	osinit()
	schedinit()
	mp := getg().m
	mp.procid = uint64(gettid())
	initsig(false)
	oneNewExtraM()
	fn := libmain
	newproc(*(**funcval)(unsafe.Pointer(&fn)))
	handoffp(releasep())
	for atomic.Load(key32(&libReady.key)) == 0 {
		futexsleep(key32(&libReady.key), 0, -1)
	}
}

func libmain() {
	main()
	notewakeup(&libReady)
}

// Borrowed ms: made ahead, taken by threads of the host, which have no g to make one with.
var extraM struct {
	lock atomic.Uint32
	head muintptr
}

// oneNewExtraM makes an m for a thread of the host.
func oneNewExtraM() {
	lock(&sched.lock)
	id := mReserveID()
	unlock(&sched.lock)
	mp := new(m)
	mcommoninit(mp, id)
	mp.g0 = malg(16 << 10) // only its g is used
	mp.g0.m = mp
	mp.isextra = true
	gp := newg()
	stackattach(gp, nil)
	gp.m = mp
	gp.atomicstatus.Store(_Gdead)
	gp.goid = sched.goidgen.Add(1)
	gp.lockedm.set(mp)
	gp.isSystem = true
	sched.ngsys.Add(1)
	mp.lockedg.set(gp)
	mp.lockedInt++
	mp.curg = gp
	casgstatus(gp, _Gdead, _Gsyscall)
	gp.syscallsp = gp.stack.hi
	allgadd(gp)
	for !extraM.lock.CompareAndSwap(0, 1) {
		osyield()
	}
	mp.schedlink = extraM.head
	extraM.head.set(mp)
	extraM.lock.Store(0)
}

// needm takes a borrowed m. There is no g: nothing here may ask for it.
func needm() *m {
	for {
		for !extraM.lock.CompareAndSwap(0, 1) {
			osyield_no_g()
		}
		mp := extraM.head.ptr()
		if mp != nil {
			extraM.head = mp.schedlink
			mp.needextram = extraM.head == 0
			extraM.lock.Store(0)
			mp.schedlink = 0
			return mp
		}
		extraM.lock.Store(0)
		usleep_no_g(50)
	}
}

// hostminit finishes the borrowed m, on its thread.
func hostminit() {
	mp := getg().m
	mp.procid = uint64(gettid())
	mp.g0.sched.g.set(mp.g0)
	// Faults are handled on a stack of their own: the thread's if it has one.
	var st stackt
	sigaltstack(nil, &st)
	if st.ss_flags&_SS_DISABLE != 0 {
		signalstack(&mp.gsignal.stack)
		mp.newSigstack = true
	} else {
		mp.gsignal.stack.lo = uintptr(unsafe.Pointer(st.ss_sp))
		mp.gsignal.stack.hi = mp.gsignal.stack.lo + st.ss_size
	}
}

// hostenter runs fn(arg) on the thread's goroutine. It runs on g0 and does not return.
func hostenter(fn, arg, sp uintptr) {
	mp := getg().m
	gp := mp.curg
	if mp.ncgo > 0 {
		// Called back from C that Go called: that goroutine's stack is in use.
		nestedCallMissing.tell("a call from the host inside a call to the host is not supported: nothing is called")
		hostreturn(sp)
	}
	f := hostframe{fn: fn, arg: arg, sp: sp}
	top := (gp.stack.hi - 32) &^ 15
	*(*hostframe)(unsafe.Pointer(top - unsafe.Sizeof(f)&^15 - 16)) = f
	top -= unsafe.Sizeof(f)&^15 + 16
	gp.param = unsafe.Pointer(top)
	top -= 16
	*(*uintptr)(unsafe.Pointer(top - 8)) = abi.FuncPCABIInternal(goexit) + 1
	gp.sched = gobuf{sp: top - 8, pc: abi.FuncPCABIInternal(hostmain)}
	gp.sched.g.set(gp)
	if mp.unparkp() {
		casgstatus(gp, _Gsyscall, _Grunnable)
		gp.syscallsp = 0
		execute(gp, false)
	}
	gp.syscallsp = 0
	casgstatus(gp, _Gsyscall, _Grunnable)
	mp.curg = nil
	if pp := pidleForReturn(gp); pp != nil {
		acquirep(pp)
	} else {
		stoplockedm()
	}
	execute(gp, false)
}

var nestedCallMissing missingFeature

type hostframe struct {
	fn, arg, sp uintptr
}

// hostmain is the goroutine's function.
func hostmain() {
	gp := getg()
	f := (*hostframe)(gp.param)
	gp.param = nil
	if gp.m.needextram {
		gp.m.needextram = false
		systemstack(oneNewExtraM)
	}
	callhostfn(f.fn, f.arg)
	getg().param = unsafe.Pointer(f)
	mcall(hostleave)
}

// hostleave goes back to the host, as a goroutine enters a system call.
func hostleave(gp *g) {
	mp := getg().m
	f := (*hostframe)(gp.param)
	gp.param = nil
	sp := f.sp
	gp.syscallsp = gp.sched.sp
	gp.syscallpc = gp.sched.pc
	gp.syscallbp = gp.sched.bp
	casgstatus(gp, _Grunning, _Gsyscall)
	mp.parkp()
	if gp != mp.lockedg.ptr() {
		throw("hostleave: not the thread's goroutine")
	}
	hostreturn(sp)
}

// hostcall calls a C function of the host with up to three arguments, on the host's stack.
func hostcall(fn, a1, a2, a3 uintptr) {
	gp := getg()
	if gp.lockedm == 0 || !gp.m.isextra {
		throw("runtime: call to the host from a thread that is not the host's")
	}
	entersyscall()
	gp.m.ncgo++
	systemstack(func() { ccall3(fn, a1, a2, a3) })
	gp.m.ncgo--
	exitsyscall()
}

// tlsBlock is the thread-local storage of a thread of ours, whose fs it returns.
func tlsBlock(mp *m) uintptr {
	off := -tlsOffset()
	if off <= 56 {
		base := uintptr(unsafe.Pointer(&mp.tls[7]))
		mp.tls[7] = base
		*(*uintptr)(unsafe.Pointer(base - off)) = uintptr(unsafe.Pointer(mp.g0))
		return base
	}
	// In a host's process our word lies where its C library has put it.
	n := alignUp(off, 64) + 256
	p, err := mmap(nil, n, _PROT_READ|_PROT_WRITE, _MAP_PRIVATE|_MAP_ANON, -1, 0)
	if err != 0 {
		throw("runtime: cannot allocate thread-local storage")
	}
	base := uintptr(p) + alignUp(off, 64)
	*(*uintptr)(unsafe.Pointer(base)) = base
	*(*uintptr)(unsafe.Pointer(base - off)) = uintptr(unsafe.Pointer(mp.g0))
	return base
}
