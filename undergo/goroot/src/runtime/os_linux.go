// The kernel: files and memory by system calls, threads by clone, waiting by
// futex, and what a process is told when it starts (auxv).

package runtime

import (
	"unsafe"

	"internal/abi"
	"internal/runtime/atomic"
)

type mOS struct {
	profileTimer         int32
	profileTimerValid    atomic.Bool
	needPerThreadSyscall atomic.Uint8
}

func isErr(r uintptr) bool { return r > ^uintptr(4095) }

func read(fd int32, p unsafe.Pointer, n int32) int32 {
	return int32(syscall6(sys_read, uintptr(fd), uintptr(p), uintptr(n), 0, 0, 0))
}

func write1(fd uintptr, p unsafe.Pointer, n int32) int32 {
	return int32(syscall6(sys_write, fd, uintptr(p), uintptr(n), 0, 0, 0))
}

//go:linkname write
func write(fd uintptr, p unsafe.Pointer, n int32) int32 {
	if overrideWrite != nil {
		return overrideWrite(fd, noescape(p), n)
	}
	return write1(fd, p, n)
}

func open(name *byte, mode, perm int32) int32 {
	return int32(syscall6(sys_open, uintptr(unsafe.Pointer(name)), uintptr(mode), uintptr(perm), 0, 0, 0))
}

func closefd(fd int32) int32 {
	return int32(syscall6(sys_close, uintptr(fd), 0, 0, 0, 0, 0))
}

func exit(code int32) {
	for {
		syscall6(sys_exit_group, uintptr(code), 0, 0, 0, 0, 0)
	}
}

// mmap returns the address or an error number.
func mmap(addr unsafe.Pointer, n uintptr, prot, flags, fd int32, off uint32) (unsafe.Pointer, int) {
	r := syscall6(sys_mmap, uintptr(addr), n, uintptr(prot), uintptr(flags), uintptr(fd), uintptr(off))
	if isErr(r) {
		return nil, int(-r)
	}
	return unsafe.Pointer(r), 0
}

func munmap(addr unsafe.Pointer, n uintptr) {
	syscall6(sys_munmap, uintptr(addr), n, 0, 0, 0, 0)
}

func mprotect(addr unsafe.Pointer, n uintptr, prot int32) (ret int32, errno int32) {
	r := syscall6(sys_mprotect, uintptr(addr), n, uintptr(prot), 0, 0, 0)
	if isErr(r) {
		return -1, int32(-r)
	}
	return 0, 0
}

func madvise(addr unsafe.Pointer, n uintptr, flags int32) int32 {
	return int32(syscall6(sys_madvise, uintptr(addr), n, uintptr(flags), 0, 0, 0))
}

func mincore(addr unsafe.Pointer, n uintptr, dst *byte) int32 {
	return int32(syscall6(sys_mincore, uintptr(addr), n, uintptr(unsafe.Pointer(dst)), 0, 0, 0))
}

func osyield()      { syscall6(sys_sched_yield, 0, 0, 0, 0, 0, 0) }
func osyield_no_g() { syscall6(sys_sched_yield, 0, 0, 0, 0, 0, 0) }

func usleep(usec uint32) {
	var ts timespec
	ts.setNsec(int64(usec) * 1000)
	syscall6(sys_nanosleep, uintptr(unsafe.Pointer(&ts)), 0, 0, 0, 0, 0)
}

func usleep_no_g(usec uint32) { usleep(usec) }

func gettid() uint32 { return uint32(syscall6(sys_gettid, 0, 0, 0, 0, 0, 0)) }
func getpid() int    { return int(syscall6(sys_getpid, 0, 0, 0, 0, 0, 0)) }

func tgkill(tgid, tid, sig int) {
	syscall6(sys_tgkill, uintptr(tgid), uintptr(tid), uintptr(sig), 0, 0, 0)
}

func raise(sig uint32)     { tgkill(getpid(), int(gettid()), int(sig)) }
func raiseproc(sig uint32) { syscall6(62, uintptr(getpid()), uintptr(sig), 0, 0, 0, 0) }

func signalM(mp *m, sig int) { tgkill(getpid(), int(mp.procid), sig) }

func sigaltstack(new, old *stackt) {
	syscall6(sys_sigaltstack, uintptr(unsafe.Pointer(new)), uintptr(unsafe.Pointer(old)), 0, 0, 0, 0)
}

func setitimer(mode int32, new, old *itimerval) {
	syscall6(sys_setitimer, uintptr(mode), uintptr(unsafe.Pointer(new)), uintptr(unsafe.Pointer(old)), 0, 0, 0)
}

func sigprocmask(how int32, new, old *sigset) {
	r := syscall6(sys_rt_sigprocmask, uintptr(how), uintptr(unsafe.Pointer(new)), uintptr(unsafe.Pointer(old)), 8, 0, 0)
	if isErr(r) {
		abort()
	}
}

func sysSigaction(sig uint32, new, old *sigactiont) {
	r := syscall6(sys_rt_sigaction, uintptr(sig), uintptr(unsafe.Pointer(new)), uintptr(unsafe.Pointer(old)), 8, 0, 0)
	// Two real-time signals may be held back by a C library or by qemu.
	if isErr(r) && sig != 32 && sig != 33 && sig != 64 {
		systemstack(func() { throw("sigaction failed") })
	}
}

func pipe2(flags int32) (r, w int32, errno int32) {
	var fds [2]int32
	e := syscall6(sys_pipe2, uintptr(unsafe.Pointer(&fds)), uintptr(flags), 0, 0, 0, 0)
	if isErr(e) {
		return -1, -1, int32(-e)
	}
	return fds[0], fds[1], 0
}

//go:linkname fcntl
func fcntl(fd, cmd, arg int32) (ret int32, errno int32) {
	r := syscall6(sys_fcntl, uintptr(fd), uintptr(cmd), uintptr(arg), 0, 0, 0)
	if isErr(r) {
		return -1, int32(-r)
	}
	return int32(r), 0
}

// futexsleep sleeps while *addr == val, at most ns nanoseconds (negative: without
// limit). It may return early.
func futexsleep(addr *uint32, val uint32, ns int64) {
	if ns < 0 {
		syscall6(sys_futex, uintptr(unsafe.Pointer(addr)), _FUTEX_WAIT_PRIVATE, uintptr(val), 0, 0, 0)
		return
	}
	var ts timespec
	ts.setNsec(ns)
	syscall6(sys_futex, uintptr(unsafe.Pointer(addr)), _FUTEX_WAIT_PRIVATE, uintptr(val), uintptr(unsafe.Pointer(&ts)), 0, 0)
}

func futexwakeup(addr *uint32, cnt uint32) {
	r := syscall6(sys_futex, uintptr(unsafe.Pointer(addr)), _FUTEX_WAKE_PRIVATE, uintptr(cnt), 0, 0, 0)
	if isErr(r) {
		systemstack(func() {
			print("futexwakeup addr=", addr, " returned ", int(r), "\n")
		})
		*(*int32)(unsafe.Pointer(uintptr(0x1006))) = 0x1006
	}
}

// getCPUCount counts the processors this process may run on.
func getCPUCount() int32 {
	var buf [8192]byte
	r := syscall6(sys_sched_getaffinity, 0, unsafe.Sizeof(buf), uintptr(unsafe.Pointer(&buf[0])), 0, 0, 0)
	if isErr(r) {
		return 1
	}
	n := int32(0)
	for _, b := range buf[:r] {
		for b != 0 {
			n += int32(b & 1)
			b >>= 1
		}
	}
	if n == 0 {
		n = 1
	}
	return n
}

const threadStackSize = 256 << 10

// newosproc starts a thread on mp.g0.
func newosproc(mp *m) {
	gp := mp.g0
	tls := unsafe.Pointer(tlsBlock(mp))
	const flags = _CLONE_VM | _CLONE_FS | _CLONE_FILES | _CLONE_SIGHAND | _CLONE_SYSVSEM | _CLONE_THREAD | _CLONE_SETTLS
	var oset sigset
	sigprocmask(_SIG_SETMASK, &sigset_all, &oset)
	ret := clone(flags, unsafe.Pointer(gp.stack.hi&^15), unsafe.Pointer(mp), unsafe.Pointer(gp), tls)
	for i := 0; ret == -_EAGAIN && i < 20; i++ {
		usleep(uint32(i+1) * 1000)
		ret = clone(flags, unsafe.Pointer(gp.stack.hi&^15), unsafe.Pointer(mp), unsafe.Pointer(gp), tls)
	}
	sigprocmask(_SIG_SETMASK, &oset, nil)
	if ret < 0 {
		print("runtime: failed to create new OS thread (have ", mcount(), " already; errno=", -ret, ")\n")
		if ret == -_EAGAIN {
			println("runtime: may need to increase max user processes (ulimit -u)")
		}
		throw("newosproc")
	}
}

var (
	physPageSize         uintptr
	physHugePageSize     uintptr
	ncpu                 int32
	auxv                 []uintptr
	auxvreadbuf          [128]uintptr
	sysTHPSizePath       = []byte("/sys/kernel/mm/transparent_hugepage/hpage_pmd_size\x00")
	urandom_dev          = []byte("/dev/urandom\x00")
	executablePath       string
	vdsoClockgettimeSym  uintptr
	vdsoGetrandomSym     uintptr
	vdsoGettimeofdaySym  uintptr
	secureMode           bool
	secureEnabled        bool
	perThreadSyscallMode bool
)

//go:linkname getAuxv
func getAuxv() []uintptr { return auxv }

// sysargs finds the auxiliary vector behind the environment.
func sysargs(argc int32, argv **byte) {
	n := argc + 1
	for argv_index(argv, n) != nil {
		n++
	}
	n++
	av := (*[1 << 28]uintptr)(add(unsafe.Pointer(argv), uintptr(n)*8))
	pairs := sysauxv(av[:])
	if pairs != 0 {
		auxv = av[: pairs*2 : pairs*2]
		return
	}
	sysauxvFromProc()
}

// sysauxvFromProc is for a library, which nobody hands the vector to.
func sysauxvFromProc() {
	name := []byte("/proc/self/auxv\x00")
	fd := open(&name[0], _O_RDONLY, 0)
	if fd < 0 {
		physPageSize = 4096
		return
	}
	n := read(fd, noescape(unsafe.Pointer(&auxvreadbuf[0])), int32(unsafe.Sizeof(auxvreadbuf)))
	closefd(fd)
	if n > 0 {
		auxvreadbuf[len(auxvreadbuf)-2] = _AT_NULL
		pairs := sysauxv(auxvreadbuf[:])
		auxv = auxvreadbuf[: pairs*2 : pairs*2]
	}
	if physPageSize == 0 {
		physPageSize = 4096
	}
}

// sysauxv reads the pairs that the kernel hands over, and says how many there are.
func sysauxv(vector []uintptr) int {
	for at := 0; ; at += 2 {
		value := vector[at+1]
		switch vector[at] {
		case _AT_NULL:
			return at / 2
		case _AT_PAGESZ:
			physPageSize = value
		case _AT_RANDOM:
			startupRand = unsafe.Slice((*byte)(unsafe.Pointer(value)), 16)
		case _AT_SYSINFO_EHDR:
			vdsoParse(value)
		case _AT_SECURE:
			secureEnabled = value == 1
			secureMode = secureEnabled
		}
	}
}

func osinit() {
	numCPUStartup = getCPUCount()
	ncpu = numCPUStartup
	physHugePageSize = getHugePageSize()
}

func getHugePageSize() uintptr {
	var numbuf [20]byte
	fd := open(&sysTHPSizePath[0], _O_RDONLY, 0)
	if fd < 0 {
		return 0
	}
	n := read(fd, noescape(unsafe.Pointer(&numbuf[0])), int32(len(numbuf)))
	closefd(fd)
	v := uintptr(0)
	for i := int32(0); i < n && numbuf[i] >= '0' && numbuf[i] <= '9'; i++ {
		v = v*10 + uintptr(numbuf[i]-'0')
	}
	if v&(v-1) != 0 {
		return 0
	}
	return v
}

func readRandom(r []byte) int {
	if len(r) == 0 {
		return 0
	}
	n := syscall6(sys_getrandom, uintptr(unsafe.Pointer(&r[0])), uintptr(len(r)), 1, 0, 0, 0)
	if !isErr(n) {
		return int(n)
	}
	fd := open(&urandom_dev[0], _O_RDONLY, 0)
	if fd < 0 {
		return 0
	}
	k := read(fd, unsafe.Pointer(&r[0]), int32(len(r)))
	closefd(fd)
	if k < 0 {
		return 0
	}
	return int(k)
}

// vgetrandom: the vDSO's random numbers are not used; the caller makes the system call.
//
//go:linkname vgetrandom
func vgetrandom(p []byte, flags uint32) (ret int, supported bool) { return -1, false }

// initSecureMode and what follows from it: a set-uid program must have its standard files.
func isSecureMode() bool { return secureMode }

func initSecureMode() {}

func checkfds() {
	const F_GETFD = 1
	const EBADF = 9
	for fd := int32(0); fd < 3; fd++ {
		if _, errno := fcntl(fd, F_GETFD, 0); errno == EBADF {
			name := []byte("/dev/null\x00")
			if open(&name[0], 2, 0) < 0 {
				exit(1)
			}
		}
	}
}

func goenvs() { goenvs_unix() }

// mpreinit makes what minit needs, on the thread that creates mp.
func mpreinit(mp *m) {
	mp.gsignal = malg(64 << 10)
	mp.gsignal.m = mp
}

// minit runs on the new thread.
func minit() {
	mp := getg().m
	minitSignals()
	mp.procid = uint64(gettid())
}

func unminit() {
	unminitSignals()
	getg().m.procid = 0
}

func mdestroy(mp *m) {}

func sigaddset(mask *sigset, i int)          { mask[(i-1)/32] |= 1 << ((uint32(i) - 1) & 31) }
func sigdelset(mask *sigset, i int)          { mask[(i-1)/32] &^= 1 << ((uint32(i) - 1) & 31) }
func sigfillset(mask *uint64)                { *mask = ^uint64(0) }
func setSignalstackSP(s *stackt, sp uintptr) { *(*uintptr)(unsafe.Pointer(&s.ss_sp)) = sp }

func setsig(i uint32, fn uintptr) {
	var sa sigactiont
	sa.sa_flags = _SA_SIGINFO | _SA_ONSTACK | _SA_RESTORER | _SA_RESTART
	sa.sa_mask = ^uint64(0)
	sa.sa_restorer = abi.FuncPCABIInternal(sigreturn__sigaction)
	if fn == abi.FuncPCABIInternal(sighandler) {
		fn = abi.FuncPCABIInternal(sigtramp)
	}
	sa.sa_handler = fn
	sysSigaction(i, &sa, nil)
}

func setsigstack(i uint32) {
	var sa sigactiont
	sysSigaction(i, nil, &sa)
	if sa.sa_flags&_SA_ONSTACK != 0 {
		return
	}
	sa.sa_flags |= _SA_ONSTACK
	sysSigaction(i, &sa, nil)
}

func getsig(i uint32) uintptr {
	var sa sigactiont
	sysSigaction(i, nil, &sa)
	return sa.sa_handler
}

// A system call on every thread is only possible while there is one.
//
//go:linkname syscall_runtime_doAllThreadsSyscall syscall.runtime_doAllThreadsSyscall
func syscall_runtime_doAllThreadsSyscall(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2, err uintptr) {
	stw := stopTheWorld(stwAllThreadsSyscall)
	r := syscall6(trap, a1, a2, a3, a4, a5, a6)
	if isErr(r) {
		startTheWorld(stw)
		return ^uintptr(0), 0, -r
	}
	self := getg().m
	perThreadSyscall.trap = trap
	perThreadSyscall.args = [6]uintptr{a1, a2, a3, a4, a5, a6}
	perThreadSyscall.r = r
	for mp := allm; mp != nil; mp = mp.alllink {
		if mp == self || mp.procid == 0 {
			continue
		}
		mp.needPerThreadSyscall.Store(1)
		for mp.needPerThreadSyscall.Load() != 0 && mp.procid != 0 {
			signalM(mp, _SIGRTMIN+1)
			usleep(20)
		}
	}
	startTheWorld(stw)
	return r, 0, 0
}

var perThreadSyscall struct {
	trap uintptr
	args [6]uintptr
	r    uintptr
}

// runPerThreadSyscall is called by the signal handler on each thread.
func runPerThreadSyscall() {
	mp := getg().m
	a := &perThreadSyscall.args
	r := syscall6(perThreadSyscall.trap, a[0], a[1], a[2], a[3], a[4], a[5])
	if r != perThreadSyscall.r {
		print("trap:", perThreadSyscall.trap, ", a123456=[", a[0], ",", a[1], ",", a[2], ",", a[3], ",", a[4], ",", a[5], "]\n")
		fatal("AllThreadsSyscall6 results differ between threads; runtime corrupted")
	}
	mp.needPerThreadSyscall.Store(0)
}
