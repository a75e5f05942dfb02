// What the runtime does with each signal by default, and the signals' names.

package runtime

type sigTabT struct {
	flags int32
	name  string
}

var sigtable = [...]sigTabT{
	0: {0, "SIGNONE: no trap"},
	1: {_SigNotify + _SigKill, "SIGHUP: terminal line hangup"},
	2: {_SigNotify + _SigKill, "SIGINT: interrupt"},
	3: {_SigNotify + _SigThrow, "SIGQUIT: quit"},
	4: {_SigThrow + _SigUnblock, "SIGILL: illegal instruction"},
	5: {_SigThrow + _SigUnblock, "SIGTRAP: trace trap"},
	6: {_SigNotify + _SigThrow, "SIGABRT: abort"},
	7: {_SigPanic + _SigUnblock, "SIGBUS: bus error"},
	8: {_SigPanic + _SigUnblock, "SIGFPE: floating-point exception"},
	9: {0, "SIGKILL: kill"},
	10: {_SigNotify, "SIGUSR1: user-defined signal 1"},
	11: {_SigPanic + _SigUnblock, "SIGSEGV: segmentation violation"},
	12: {_SigNotify, "SIGUSR2: user-defined signal 2"},
	13: {_SigNotify, "SIGPIPE: write to broken pipe"},
	14: {_SigNotify, "SIGALRM: alarm clock"},
	15: {_SigNotify + _SigKill, "SIGTERM: termination"},
	16: {_SigThrow + _SigUnblock, "SIGSTKFLT: stack fault"},
	17: {_SigNotify + _SigUnblock + _SigIgn, "SIGCHLD: child status has changed"},
	18: {_SigNotify + _SigDefault + _SigIgn, "SIGCONT: continue"},
	19: {0, "SIGSTOP: stop, unblockable"},
	20: {_SigNotify + _SigDefault + _SigIgn, "SIGTSTP: keyboard stop"},
	21: {_SigNotify + _SigDefault + _SigIgn, "SIGTTIN: background read from tty"},
	22: {_SigNotify + _SigDefault + _SigIgn, "SIGTTOU: background write to tty"},
	23: {_SigNotify + _SigIgn, "SIGURG: urgent condition on socket"},
	24: {_SigNotify, "SIGXCPU: cpu limit exceeded"},
	25: {_SigNotify, "SIGXFSZ: file size limit exceeded"},
	26: {_SigNotify, "SIGVTALRM: virtual alarm clock"},
	27: {_SigNotify + _SigUnblock, "SIGPROF: profiling alarm clock"},
	28: {_SigNotify + _SigIgn, "SIGWINCH: window size change"},
	29: {_SigNotify, "SIGIO: i/o now possible"},
	30: {_SigNotify, "SIGPWR: power failure restart"},
	31: {_SigThrow, "SIGSYS: bad system call"},
}

// sigflags is what is to be done about a signal. Behind the table are the real-time signals, of which the
// C library keeps the first for itself.
func sigflags(sig uint32) int32 {
	switch {
	case sig < uint32(len(sigtable)):
		return sigtable[sig].flags
	case sig < 35:
		return _SigSetStack + _SigUnblock
	case sig < _NSIG:
		return _SigNotify
	}
	return _SigThrow
}

func printsigname(sig uint32) {
	if sig < uint32(len(sigtable)) {
		print(sigtable[sig].name)
	} else {
		print("signal ", sig)
	}
}
