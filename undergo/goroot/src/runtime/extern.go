// What package runtime offers that does not belong to a part of its own: version, processors,
// arguments, exit, small public functions.

package runtime

import (
	"internal/goarch"
	"internal/goos"
	"internal/runtime/atomic"
	"internal/runtime/cgroup"
	"unsafe"
)

// Compiler names the toolchain that built the program, as build constraints know it.
const Compiler = "gc"

// GOOS and GOARCH are the system and the machine the program runs on.
const (
	GOOS   string = goos.GOOS
	GOARCH string = goarch.GOARCH
)

// The linker sets these.
var (
	defaultGOROOT string
	modinfo       string
)

// GOROOT returns the root of the Go tree, from the environment or as it was at build time.
func GOROOT() string {
	if s := gogetenv("GOROOT"); s != "" {
		return s
	}
	return defaultGOROOT
}

// Version returns the version of Go.
func Version() string { return buildVersion }

// A missingFeature is something that this runtime does not do, where nobody would look at an error. The
// program goes on without it.
type missingFeature struct{ told atomic.Uint32 }

// tell says so on standard error, the first time.
func (f *missingFeature) tell(what string) {
	if f.told.CompareAndSwap(0, 1) {
		print("runtime: ", what, "\n")
	}
}

// SetCgoTraceback says how to walk the stacks of C: there are none.
func SetCgoTraceback(version int, traceback, context, symbolizer unsafe.Pointer) {
	if version != 0 {
		panic("unsupported version")
	}
}

// NumCgoCall returns the number of calls into C by cgo: there is none.
func NumCgoCall() int64 { return 0 }

//go:linkname os_runtime_args os.runtime_args
func os_runtime_args() []string { return append([]string{}, argslice...) }

//go:linkname syscall_Exit syscall.Exit
func syscall_Exit(code int) { exit(int32(code)) }

//go:linkname syscall_Getpagesize syscall.Getpagesize
func syscall_Getpagesize() int { return int(physPageSize) }

//go:linkname syscall_runtime_envs syscall.runtime_envs
func syscall_runtime_envs() []string { return append([]string{}, envs...) }

//go:linkname debug_modinfo runtime/debug.modinfo
func debug_modinfo() string { return modinfo }

//go:linkname setMaxStack runtime/debug.setMaxStack
func setMaxStack(in int) (out int) {
	w := stopTheWorld(stwStackLimit)
	systemstack(func() {
		out, maxstacksize = int(maxstacksize), uintptr(in)
		limitStacks()
	})
	startTheWorld(w)
	return out
}

//go:linkname setPanicOnFault runtime/debug.setPanicOnFault
func setPanicOnFault(want bool) (before bool) {
	setting := &getg().paniconfault
	before, *setting = *setting, want
	return before
}

// NumCPU returns the number of processors the process could use at start.
func NumCPU() int { return int(numCPUStartup) }

// NumGoroutine returns the number of goroutines.
func NumGoroutine() int { return int(gcount(false)) }

// GOMAXPROCS sets how many processors run Go code at once and returns the old number; n < 1
// only asks.
func GOMAXPROCS(n int) int {
	lock(&sched.lock)
	old := int(gomaxprocs)
	unlock(&sched.lock)
	n = min(n, _MaxGomaxprocs)
	if n <= 0 {
		return old
	}
	lock(&sched.lock)
	sched.customGOMAXPROCS = true
	unlock(&sched.lock)
	if n == old {
		return old
	}
	stw := stopTheWorldGC(stwGOMAXPROCS)
	newprocs = int32(n)
	startTheWorldGC(stw)
	return old
}

// SetDefaultGOMAXPROCS goes back to what the machine and the control group allow.
func SetDefaultGOMAXPROCS() {
	n := defaultGOMAXPROCS(0)
	lock(&sched.lock)
	sched.customGOMAXPROCS = false
	same := n == gomaxprocs
	unlock(&sched.lock)
	if same {
		return
	}
	stw := stopTheWorldGC(stwGOMAXPROCS)
	newprocs = n
	startTheWorldGC(stw)
}

// defaultGOMAXPROCS is the number of processors, or the control group's limit if that is
// lower, rounded up and at least 2.
func defaultGOMAXPROCS(n int32) int32 {
	if n == 0 {
		n = getCPUCount()
	}
	procs := max(n, 1)
	if procs <= 2 {
		return procs
	}
	c, err := cgroup.OpenCPU(cgroupScratch[:])
	if err != nil {
		return min(procs, _MaxGomaxprocs)
	}
	limit, ok, err := cgroup.ReadCPULimit(c)
	c.Close()
	if err == nil && ok {
		if l := max(int32(ceil(limit)), 2); l < procs {
			procs = l
		}
	}
	return min(procs, _MaxGomaxprocs)
}

var cgroupScratch [cgroup.ScratchSize]byte

func ceil(f float64) int64 {
	n := int64(f)
	if float64(n) < f {
		n++
	}
	return n
}

// The program's arguments and environment.

var (
	argc int32
	argv **byte
)

func args(c int32, v **byte) {
	argc = c
	argv = v
	sysargs(c, v)
}

func argv_index(argv **byte, i int32) *byte {
	return *(**byte)(add(unsafe.Pointer(argv), uintptr(i)*goarch.PtrSize))
}

func goargs() {
	if argv == nil {
		return
	}
	for i := range argc {
		argslice = append(argslice, gostringnocopy(argv_index(argv, i)))
	}
}

func goenvs_unix() {
	if argv == nil {
		goenvsFromProc()
		return
	}
	// They follow the arguments and a nil.
	first := argc + 1
	end := first
	for argv_index(argv, end) != nil {
		end++
	}
	envs = make([]string, 0, end-first)
	for i := first; i < end; i++ {
		envs = append(envs, gostring(argv_index(argv, i)))
	}
}

// goenvsFromProc is for a library: the process's environment as it was at its start.
func goenvsFromProc() {
	name := []byte("/proc/self/environ\x00")
	fd := open(&name[0], _O_RDONLY, 0)
	if fd < 0 {
		return
	}
	buf := make([]byte, 0, 16<<10)
	for {
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
		n := read(fd, unsafe.Pointer(&buf[:cap(buf)][len(buf)]), int32(cap(buf)-len(buf)))
		if n <= 0 {
			break
		}
		buf = buf[:len(buf)+int(n)]
	}
	closefd(fd)
	start := 0
	for i, c := range buf {
		if c == 0 {
			envs = append(envs, string(buf[start:i]))
			start = i + 1
		}
	}
}

// secure does what a program with raised rights must: no core, no traces.
func secure() {
	if !secureMode {
		return
	}
	setenvDirect("GOTRACEBACK", "none")
}

func setenvDirect(key, value string) {
	prefix := key + "="
	for i, e := range envs {
		if len(e) >= len(prefix) && e[:len(prefix)] == prefix {
			envs[i] = prefix + value
			return
		}
	}
	envs = append(envs, prefix+value)
}

// Callers fills pc with the return addresses of the calling goroutine's stack. A skip
// of 0 is Callers itself, 1 its caller.
//
//go:noinline
func Callers(skip int, pc []uintptr) int {
	if len(pc) == 0 {
		return 0
	}
	return callers(skip, pc)
}

// Caller reports the position of a call on the calling goroutine's stack; skip 0 is the
// caller of Caller.
//
//go:noinline
func Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	var rpc [1]uintptr
	if callers(skip+1, rpc[:]) < 1 {
		return
	}
	frame, _ := CallersFrames(rpc[:]).Next()
	// The call, not where it returns to: that may lie in another inlined function.
	return rpc[0] - (purePC(rpc[0]) - purePC(frame.PC)), frame.File, frame.Line, frame.PC != 0
}
