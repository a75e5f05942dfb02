// What the kernel's interface on amd64 looks like: numbers and records.

package runtime

const (
	_EINTR     = 4
	_EAGAIN    = 11
	_ENOMEM    = 12
	_EACCES    = 13
	_EINVAL    = 22
	_ENOSYS    = 38
	_ETIMEDOUT = 110

	_PROT_NONE  = 0
	_PROT_READ  = 1
	_PROT_WRITE = 2
	_PROT_EXEC  = 4

	_MAP_PRIVATE   = 0x2
	_MAP_FIXED     = 0x10
	_MAP_ANON      = 0x20
	_MAP_NORESERVE = 0x4000
	_MAP_STACK     = 0x20000

	_MADV_DONTNEED       = 4
	_MADV_FREE           = 8
	_MADV_HUGEPAGE       = 14
	_MADV_NOHUGEPAGE     = 15
	_MADV_COLLAPSE       = 25
	_MADV_POPULATE_WRITE = 23
	_MADV_GUARD_INSTALL  = 102
	_MADV_GUARD_REMOVE   = 103

	_SA_RESTART  = 0x10000000
	_SA_ONSTACK  = 0x8000000
	_SA_RESTORER = 0x4000000
	_SA_SIGINFO  = 0x4
	_SA_NODEFER  = 0x40000000

	_SIGHUP    = 1
	_SIGINT    = 2
	_SIGQUIT   = 3
	_SIGILL    = 4
	_SIGTRAP   = 5
	_SIGABRT   = 6
	_SIGBUS    = 7
	_SIGFPE    = 8
	_SIGKILL   = 9
	_SIGUSR1   = 10
	_SIGSEGV   = 11
	_SIGUSR2   = 12
	_SIGPIPE   = 13
	_SIGALRM   = 14
	_SIGTERM   = 15
	_SIGSTKFLT = 16
	_SIGCHLD   = 17
	_SIGCONT   = 18
	_SIGSTOP   = 19
	_SIGTSTP   = 20
	_SIGTTIN   = 21
	_SIGTTOU   = 22
	_SIGURG    = 23
	_SIGXCPU   = 24
	_SIGXFSZ   = 25
	_SIGVTALRM = 26
	_SIGPROF   = 27
	_SIGWINCH  = 28
	_SIGIO     = 29
	_SIGPWR    = 30
	_SIGSYS    = 31
	_SIGRTMIN  = 32
	_NSIG      = 65

	_FPE_INTDIV  = 1
	_FPE_INTOVF  = 2
	_FPE_FLTDIV  = 3
	_FPE_FLTOVF  = 4
	_FPE_FLTUND  = 5
	_FPE_FLTRES  = 6
	_FPE_FLTINV  = 7
	_FPE_FLTSUB  = 8
	_BUS_ADRALN  = 1
	_BUS_ADRERR  = 2
	_BUS_OBJERR  = 3
	_SEGV_MAPERR = 1
	_SEGV_ACCERR = 2

	_SI_USER     = 0
	_SI_TKILL    = -6
	_SI_KERNEL   = 0x80
	_SYS_SECCOMP = 1

	_SIG_BLOCK   = 0
	_SIG_UNBLOCK = 1
	_SIG_SETMASK = 2
	_SIG_DFL     = 0
	_SIG_IGN     = 1
	_SS_DISABLE  = 2

	_ITIMER_REAL    = 0
	_ITIMER_VIRTUAL = 1
	_ITIMER_PROF    = 2

	_CLOCK_THREAD_CPUTIME_ID = 3
	_SIGEV_THREAD_ID         = 4

	_O_RDONLY   = 0
	_O_WRONLY   = 1
	_O_CREAT    = 0x40
	_O_TRUNC    = 0x200
	_O_NONBLOCK = 0x800
	_O_CLOEXEC  = 0x80000

	_FUTEX_PRIVATE_FLAG = 128
	_FUTEX_WAIT_PRIVATE = 0 | _FUTEX_PRIVATE_FLAG
	_FUTEX_WAKE_PRIVATE = 1 | _FUTEX_PRIVATE_FLAG

	_CLONE_VM      = 0x100
	_CLONE_FS      = 0x200
	_CLONE_FILES   = 0x400
	_CLONE_SIGHAND = 0x800
	_CLONE_THREAD  = 0x10000
	_CLONE_SYSVSEM = 0x40000
	_CLONE_SETTLS  = 0x80000

	_AT_NULL         = 0
	_AT_PAGESZ       = 6
	_AT_SECURE       = 23
	_AT_RANDOM       = 25
	_AT_SYSINFO_EHDR = 33

	sys_read              = 0
	sys_write             = 1
	sys_open              = 2
	sys_close             = 3
	sys_mmap              = 9
	sys_mprotect          = 10
	sys_munmap            = 11
	sys_rt_sigaction      = 13
	sys_rt_sigprocmask    = 14
	sys_mincore           = 27
	sys_madvise           = 28
	sys_pause             = 34
	sys_nanosleep         = 35
	sys_setitimer         = 38
	sys_getpid            = 39
	sys_exit              = 60
	sys_fcntl             = 72
	sys_sigaltstack       = 131
	sys_prctl             = 157
	sys_arch_prctl        = 158
	sys_gettid            = 186
	sys_futex             = 202
	sys_sched_getaffinity = 204
	sys_timer_create      = 222
	sys_timer_settime     = 223
	sys_timer_delete      = 226
	sys_clock_gettime     = 228
	sys_exit_group        = 231
	sys_tgkill            = 234
	sys_openat            = 257
	sys_pipe2             = 293
	sys_getrandom         = 318
	sys_sched_yield       = 24
)

type timespec struct {
	tv_sec  int64
	tv_nsec int64
}

func (ts *timespec) setNsec(ns int64) {
	const second = 1_000_000_000
	*ts = timespec{tv_sec: ns / second, tv_nsec: ns % second}
}

type timeval struct {
	tv_sec  int64
	tv_usec int64
}

type itimerval struct {
	it_interval timeval
	it_value    timeval
}

type itimerspec struct {
	it_interval timespec
	it_value    timespec
}

type sigevent struct {
	value           uintptr
	signo           int32
	notify          int32
	sigev_notify_id int32
	_               [44]byte
}

type sigactiont struct {
	sa_handler  uintptr
	sa_flags    uint64
	sa_restorer uintptr
	sa_mask     uint64
}

type siginfo struct {
	si_signo int32
	si_errno int32
	si_code  int32
	_        int32
	si_addr  uint64
	_        [104]byte
}

type stackt struct {
	ss_sp    *byte
	ss_flags int32
	_        int32
	ss_size  uintptr
}

type sigset [2]uint32

var sigset_all = sigset{^uint32(0), ^uint32(0)}

type mcontext struct {
	gregs       [23]uint64
	fpregs      uintptr
	__reserved1 [8]uint64
}

type ucontext struct {
	uc_flags    uint64
	uc_link     *ucontext
	uc_stack    stackt
	uc_mcontext mcontext
	uc_sigmask  sigset
}

// Indices into mcontext.gregs.
const (
	reg_r8 = iota
	reg_r9
	reg_r10
	reg_r11
	reg_r12
	reg_r13
	reg_r14
	reg_r15
	reg_rdi
	reg_rsi
	reg_rbp
	reg_rbx
	reg_rdx
	reg_rax
	reg_rcx
	reg_rsp
	reg_rip
	reg_eflags
	reg_csgsfs
	reg_err
	reg_trapno
	reg_oldmask
	reg_cr2
)
