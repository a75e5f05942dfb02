// Panics, deferred calls, recovery, and fatal errors.
//
// A function with defers keeps a deferframe in its frame, linked from g._deferframe, with
// a list of _defers and the place to continue after a recovery. A panic runs the deferred
// calls of frame after frame on top of the stack that panicked. Each is called
// through calldefer, which records where its return address stands (_panic.argp): recover works only in
// the function whose return address that is. When a deferred call has recovered, the panic
// jumps into its frame, which runs what is left of its defers (deferreturn) and returns.

package runtime

import (
	"internal/abi"
	"internal/runtime/atomic"
	"internal/runtime/sys"
	"internal/stringslite"
	"unsafe"
)

// What failed checks in compiled code call.

func panicCheck1(pc uintptr, msg string) {
	if stringslite.HasPrefix(funcname(findfunc(pc-1)), "runtime.") {
		throw(msg)
	}
	if gp := getg(); gp != nil && gp.m != nil && gp.m.mallocing != 0 {
		throw(msg)
	}
}

func panicCheck2(err string) {
	if gp := getg(); gp != nil && gp.m != nil && gp.m.mallocing != 0 {
		throw(err)
	}
}

//go:noinline
func panicIndex(x int, y int) {
	panicCheck1(sys.GetCallerPC(), "index out of range")
	panic(boundsError{x: int64(x), signed: true, y: y, code: abi.BoundsIndex})
}

//go:noinline
func panicIndexU(x uint, y int) {
	panicCheck1(sys.GetCallerPC(), "index out of range")
	panic(boundsError{x: int64(x), signed: false, y: y, code: abi.BoundsIndex})
}

//go:noinline
func panicSliceAlen(x int, y int) {
	panicCheck1(sys.GetCallerPC(), "slice bounds out of range")
	panic(boundsError{x: int64(x), signed: true, y: y, code: abi.BoundsSliceAlen})
}

//go:noinline
func panicSliceAlenU(x uint, y int) {
	panicCheck1(sys.GetCallerPC(), "slice bounds out of range")
	panic(boundsError{x: int64(x), signed: false, y: y, code: abi.BoundsSliceAlen})
}

//go:noinline
func panicSliceAcap(x int, y int) {
	panicCheck1(sys.GetCallerPC(), "slice bounds out of range")
	panic(boundsError{x: int64(x), signed: true, y: y, code: abi.BoundsSliceAcap})
}

//go:noinline
func panicSliceAcapU(x uint, y int) {
	panicCheck1(sys.GetCallerPC(), "slice bounds out of range")
	panic(boundsError{x: int64(x), signed: false, y: y, code: abi.BoundsSliceAcap})
}

//go:noinline
func panicSliceB(x int, y int) {
	panicCheck1(sys.GetCallerPC(), "slice bounds out of range")
	panic(boundsError{x: int64(x), signed: true, y: y, code: abi.BoundsSliceB})
}

//go:noinline
func panicSliceBU(x uint, y int) {
	panicCheck1(sys.GetCallerPC(), "slice bounds out of range")
	panic(boundsError{x: int64(x), signed: false, y: y, code: abi.BoundsSliceB})
}

//go:noinline
func panicSlice3Alen(x int, y int) {
	panicCheck1(sys.GetCallerPC(), "slice bounds out of range")
	panic(boundsError{x: int64(x), signed: true, y: y, code: abi.BoundsSlice3Alen})
}

//go:noinline
func panicSlice3AlenU(x uint, y int) {
	panicCheck1(sys.GetCallerPC(), "slice bounds out of range")
	panic(boundsError{x: int64(x), signed: false, y: y, code: abi.BoundsSlice3Alen})
}

//go:noinline
func panicSlice3Acap(x int, y int) {
	panicCheck1(sys.GetCallerPC(), "slice bounds out of range")
	panic(boundsError{x: int64(x), signed: true, y: y, code: abi.BoundsSlice3Acap})
}

//go:noinline
func panicSlice3AcapU(x uint, y int) {
	panicCheck1(sys.GetCallerPC(), "slice bounds out of range")
	panic(boundsError{x: int64(x), signed: false, y: y, code: abi.BoundsSlice3Acap})
}

//go:noinline
func panicSlice3B(x int, y int) {
	panicCheck1(sys.GetCallerPC(), "slice bounds out of range")
	panic(boundsError{x: int64(x), signed: true, y: y, code: abi.BoundsSlice3B})
}

//go:noinline
func panicSlice3BU(x uint, y int) {
	panicCheck1(sys.GetCallerPC(), "slice bounds out of range")
	panic(boundsError{x: int64(x), signed: false, y: y, code: abi.BoundsSlice3B})
}

//go:noinline
func panicSlice3C(x int, y int) {
	panicCheck1(sys.GetCallerPC(), "slice bounds out of range")
	panic(boundsError{x: int64(x), signed: true, y: y, code: abi.BoundsSlice3C})
}

//go:noinline
func panicSlice3CU(x uint, y int) {
	panicCheck1(sys.GetCallerPC(), "slice bounds out of range")
	panic(boundsError{x: int64(x), signed: false, y: y, code: abi.BoundsSlice3C})
}

//go:noinline
func panicSliceConvert(x int, y int) {
	panicCheck1(sys.GetCallerPC(), "slice length too short to convert to array or pointer to array")
	panic(boundsError{x: int64(x), signed: true, y: y, code: abi.BoundsConvert})
}

var (
	shiftError     = error(errorString("negative shift amount"))
	divideError    = error(errorString("integer divide by zero"))
	overflowError  = error(errorString("integer overflow"))
	floatError     = error(errorString("floating point error"))
	memoryError    = error(errorString("invalid memory address or nil pointer dereference"))
	simdImmError   = error(errorString("out-of-range immediate for simd intrinsic"))
	rangeDoneError = error(errorString("range function continued iteration after function for loop body returned false"))

	rangePanicError        = error(errorString("range function continued iteration after loop body panic"))
	rangeExhaustedError    = error(errorString("range function continued iteration after whole loop exit"))
	rangeMissingPanicError = error(errorString("range function recovered a loop body panic and did not resume panicking"))
)

func panicshift() {
	panicCheck1(sys.GetCallerPC(), "negative shift amount")
	panic(shiftError)
}

func panicdivide() {
	panicCheck2("integer divide by zero")
	panic(divideError)
}

func panicoverflow() {
	panicCheck2("integer overflow")
	panic(overflowError)
}

func panicfloat() {
	panicCheck2("floating point error")
	panic(floatError)
}

func panicmem() {
	panicCheck2("invalid memory address or nil pointer dereference")
	panic(memoryError)
}

func panicmemAddr(addr uintptr) {
	panicCheck2("invalid memory address or nil pointer dereference")
	panic(errorAddressString{msg: "invalid memory address or nil pointer dereference", addr: addr})
}

func panicSimdImm() {
	panicCheck2("simd immediate error")
	panic(simdImmError)
}

// panicnil is what codegen calls where a nil pointer must not even be formed.
func panicnil() { panicmem() }

func panicrangestate(state int) {
	switch abi.RF_State(state) {
	case abi.RF_DONE:
		panic(rangeDoneError)
	case abi.RF_PANIC:
		panic(rangePanicError)
	case abi.RF_EXHAUSTED:
		panic(rangeExhaustedError)
	case abi.RF_MISSING_PANIC:
		panic(rangeMissingPanicError)
	}
	throw("unexpected state passed to panicrangestate")
}

// throwinit is called when a package's initialization calls itself.
func throwinit() { throw("recursive call during initialization - linker skew") }

// Deferred calls.

// deferproc links d, which calls fn, to the innermost frame: a defer statement in a loop.
func deferproc(d *_defer, fn func()) {
	d.fn = fn
	f := getg()._deferframe
	d.link = f.head
	f.head = d
}

// deferprocStack links d, whose fn is set, to the innermost frame.
func deferprocStack(d *_defer) {
	f := getg()._deferframe
	d.link = f.head
	f.head = d
}

// deferrangefunc names the frame that defer statements in the body of a range-over-func
// loop belong to.
func deferrangefunc() any {
	return getg()._deferframe
}

func deferprocat(fn func(), frame any) {
	f := frame.(*deferframe)
	f.head = &_defer{link: f.head, fn: fn}
}

// deferreturn runs the frame's deferred calls and unlinks it: the function returns.
func deferreturn(frame *deferframe) {
	for {
		d := frame.head
		if d == nil {
			break
		}
		frame.head = d.link
		fn := d.fn
		d.fn = nil
		fn()
	}
	getg()._deferframe = frame.link
}

// panicnilUsed: GODEBUG=panicnil=1 made a difference.
var panicnilUsed atomic.Bool

// A PanicNilError is what panic(nil) panics with.
type PanicNilError struct {
	_ [0]func()
}

func (*PanicNilError) Error() string { return "runtime error: panic called with nil argument" }
func (*PanicNilError) RuntimeError() {}

// gopanic is the predeclared panic.
//
//go:linkname gopanic
//go:noinline
func gopanic(e any) {
	if e == nil {
		if debug.panicnil.Load() != 1 {
			e = new(PanicNilError)
		} else {
			panicnilUsed.Store(true)
		}
	}
	gp := getg()
	mp := gp.m
	why := ""
	switch {
	case mp.curg != gp:
		why = "panic on system stack"
	case mp.mallocing != 0:
		why = "panic during malloc"
	case mp.preemptoff != "":
		why = "panic during preemptoff"
	case mp.locks != 0:
		why = "panic holding locks"
	}
	if why != "" {
		print("panic: ")
		printpanicval(e)
		print("\n")
		if why == "panic during preemptoff" {
			print("preempt off reason: ", mp.preemptoff, "\n")
		}
		throw(why)
	}
	var p _panic
	p.arg = e
	p.pc = sys.GetCallerPC()
	p.sp = uintptr(unsafe.Pointer(&p))
	p.link = gp._panic
	gp._panic = (*_panic)(noescape(unsafe.Pointer(&p)))
	runningPanicDefers.Add(1)
	rundefers(gp, (*_panic)(noescape(unsafe.Pointer(&p))))
	preprintpanics(gp._panic)
	fatalpanic(gp._panic)
}

// rundefers runs deferred calls until none is left, or does not return: recovered. Traces leave its frame out.
//
//go:noinline
func rundefers(gp *g, p *_panic) {
	for {
		f := gp._deferframe
		if f == nil {
			return
		}
		d := f.head
		if d == nil {
			gp._deferframe = f.link
			continue
		}
		f.head = d.link
		fn := d.fn
		d.fn = nil
		calldefer(fn, &p.argp)
		p.argp = 0
		if p.recovered {
			recovery(gp, p, f)
		}
	}
}

// recovery continues in frame f, dropping p and every panic begun above that frame.
func recovery(gp *g, p *_panic, f *deferframe) {
	runningPanicDefers.Add(-1)
	goexiting := false
	for q := p.link; ; q = q.link {
		gp._panic = q
		if q == nil || q.sp > f.sp {
			break
		}
		if q.goexit {
			goexiting = true
		} else {
			runningPanicDefers.Add(-1)
		}
	}
	gp.sig = 0
	if goexiting {
		// The recovered panic cut a Goexit short: it goes on.
		Goexit()
	}
	recoverjump(f.sp, f.bp, f.pc)
}

// gorecover is the predeclared recover; argp is where the return address of the function that
// calls it stands.
func gorecover(argp uintptr) any {
	p := getg()._panic
	if p != nil && !p.goexit && !p.recovered && argp == p.argp {
		p.recovered = true
		return p.arg
	}
	return nil
}

// In the place of _panic.argp: what reflectcall calls next, what recoverAlias calls next.
const (
	argpNextReflectcall = 1
	argpNextAlias       = 2
)

func recoverAlias()

// reflect_passRecoverTo is reflect_passRecover for a call that is handed on to the closure fn: it
// is to be called by the closure that comes back.
//
//go:linkname reflect_passRecoverTo reflect.passRecoverTo
func reflect_passRecoverTo(argp uintptr, fn unsafe.Pointer) unsafe.Pointer {
	p := getg()._panic
	if p == nil || p.argp != argp {
		return fn
	}
	p.argp = argpNextAlias
	return unsafe.Pointer(&struct {
		code uintptr
		fn   unsafe.Pointer
	}{abi.FuncPCABIInternal(recoverAlias), fn})
}

// reflect_passRecover says that the function whose return address stands at argp hands its call on
// through reflectcall: if the panic called the one, recover works in the other.
//
//go:linkname reflect_passRecover reflect.passRecover
func reflect_passRecover(argp uintptr) {
	if p := getg()._panic; p != nil && p.argp == argp {
		p.argp = argpNextReflectcall
	}
}

// Goexit runs all deferred calls and ends the goroutine.
func Goexit() {
	gp := getg()
	var p _panic
	p.goexit = true
	p.sp = uintptr(unsafe.Pointer(&p))
	p.link = gp._panic
	gp._panic = (*_panic)(noescape(unsafe.Pointer(&p)))
	rundefers(gp, (*_panic)(noescape(unsafe.Pointer(&p))))
	goexit1()
}

// preprintpanics turns errors and Stringers into strings, while user code can still run.
func preprintpanics(p *_panic) {
	defer func() {
		text := "panic while printing panic value"
		switch r := recover().(type) {
		case nil:
		case string:
			throw(text + ": " + r)
		default:
			throw(text + ": type " + toRType(efaceOf(&r)._type).string())
		}
	}()
	for ; p != nil; p = p.link {
		if p.link != nil && *efaceOf(&p.link.arg) == *efaceOf(&p.arg) {
			p.link.repanicked = true
			continue
		}
		switch v := p.arg.(type) {
		case error:
			p.arg = v.Error()
		case stringer:
			p.arg = v.String()
		}
	}
}

// printpanics prints the panics that are under way, the oldest first.
func printpanics(p *_panic) {
	if p.link != nil {
		printpanics(p.link)
		if p.link.repanicked {
			return
		}
		if !p.link.goexit {
			print("\t")
		}
	}
	if p.goexit {
		return
	}
	print("panic: ")
	printpanicval(p.arg)
	if p.recovered && p.repanicked {
		print(" [recovered, repanicked]")
	} else if p.recovered {
		print(" [recovered]")
	}
	print("\n")
}

// Fatal errors.

//go:linkname sync_throw sync.throw
func sync_throw(s string) { throw(s) }

//go:linkname sync_fatal sync.fatal
func sync_fatal(s string) { fatal(s) }

//go:linkname rand_fatal crypto/rand.fatal
func rand_fatal(s string) { fatal(s) }

//go:linkname sysrand_fatal crypto/internal/sysrand.fatal
func sysrand_fatal(s string) { fatal(s) }

//go:linkname fips_fatal crypto/internal/fips140.fatal
func fips_fatal(s string) { fatal(s) }

//go:linkname maps_fatal internal/runtime/maps.fatal
func maps_fatal(s string) { fatal(s) }

//go:linkname internal_sync_throw internal/sync.throw
func internal_sync_throw(s string) { throw(s) }

//go:linkname internal_sync_fatal internal/sync.fatal
func internal_sync_fatal(s string) { fatal(s) }

//go:linkname cgroup_throw internal/runtime/cgroup.throw
func cgroup_throw(s string) { throw(s) }

// throw ends the program because the runtime is broken.
//
//go:linkname throw
//go:noinline
func throw(s string) {
	systemstack(func() {
		print("fatal error: ")
		printindented(s)
		print("\n")
	})
	fatalthrow(throwTypeRuntime)
}

// fatal ends the program because of something the user did.
//
//go:linkname fatal
//go:noinline
func fatal(s string) {
	p := getg()._panic
	printlock()
	systemstack(func() {
		for x := p; x != nil; x = x.link {
			if x.link != nil && *efaceOf(&x.link.arg) == *efaceOf(&x.arg) {
				x.link.repanicked = true
			}
		}
		if p != nil {
			printpanics(p)
			print("\t")
		}
		print("fatal error: ")
		printindented(s)
		print("\n")
	})
	fatalthrow(throwTypeUser)
}

// parentfp is the frame pointer of the caller's caller.
//
//go:noinline
func parentfp() uintptr {
	fp := getfp()                              // ours
	fp = *(*uintptr)(unsafe.Pointer(fp))       // the caller's
	return *(*uintptr)(unsafe.Pointer(fp))
}

var (
	paniclk   mutex
	deadlock  mutex
	didothers bool
)

// fatalthrow prints the stacks, beginning with its caller's, and exits.
//
//go:noinline
func fatalthrow(t throwType) {
	pc := sys.GetCallerPC()
	bp := parentfp()
	gp := getg()
	if gp.m.throwing == throwTypeNone {
		gp.m.throwing = t
	}
	systemstack(func() {
		if isSecureMode() {
			exit(2)
		}
		startpanic_m()
		if dopanic_m(gp, pc, bp, nil) {
			crash()
		}
		exit(2)
	})
	abort()
}

// fatalpanic prints a panic nobody recovered, the stacks, and exits.
//
//go:noinline
func fatalpanic(msgs *_panic) {
	pc := sys.GetCallerPC()
	bp := parentfp()
	gp := getg()
	docrash := false
	systemstack(func() {
		if startpanic_m() && msgs != nil {
			runningPanicDefers.Add(-1)
			printpanics(msgs)
		}
		var bubble *synctestBubble
		if de, ok := msgs.arg.(synctestDeadlockError); ok {
			bubble = de.bubble
		}
		docrash = dopanic_m(gp, pc, bp, bubble)
	})
	if docrash {
		crash()
	}
	systemstack(func() { exit(2) })
	abort()
}

// startpanic_m prepares for the end; false: there is already one under way here.
func startpanic_m() bool {
	mp := getg().m
	// No allocation from here on.
	mp.mallocing++
	if mp.locks < 0 {
		mp.locks = 1
	}
	switch mp.dying {
	case 0:
		mp.dying = 1
		panicking.Add(1)
		lock(&paniclk)
		if debug.schedtrace > 0 || debug.scheddetail > 0 {
			schedtrace(true)
		}
		freezetheworld()
		return true
	case 1:
		mp.dying = 2
		print("panic during panic\n")
		return false
	case 2:
		mp.dying = 3
		print("stack trace unavailable\n")
		exit(4)
	}
	exit(5)
	return false
}

// dopanic_m prints the signal, if one was the cause, and the stacks.
func dopanic_m(gp *g, pc, bp uintptr, bubble *synctestBubble) bool {
	if gp.sig != 0 {
		if name := signame(gp.sig); name != "" {
			print("[signal ", name)
		} else {
			print("[signal ", hex(gp.sig))
		}
		print(" code=", hex(gp.sigcode0), " addr=", hex(gp.sigcode1), " pc=", hex(gp.sigpc), "]\n")
	}
	level, all, docrash := gotraceback()
	if level > 0 {
		if gp != gp.m.curg {
			all = true
		}
		if gp != gp.m.g0 {
			print("\n")
			goroutineheader(gp)
			traceback(pc, bp, gp)
		} else if level >= 2 || gp.m.throwing >= throwTypeRuntime {
			print("\nruntime stack:\n")
			traceback(pc, bp, gp)
		}
		if !didothers {
			if all {
				didothers = true
				tracebackothers(gp)
			} else if bubble != nil {
				tracebacksomeothers(gp, func(other *g) bool { return bubble == other.bubble })
			}
		}
	}
	unlock(&paniclk)
	if panicking.Add(-1) != 0 {
		// Somebody else is printing: let them finish, they will exit.
		lock(&deadlock)
		lock(&deadlock)
	}
	return docrash
}

// canpanic: a fault in this state may become a panic; otherwise it ends the program.
func canpanic() bool {
	gp := getg()
	mp := gp.m
	if gp != mp.curg {
		return false
	}
	if mp.locks != 0 || mp.mallocing != 0 || mp.throwing != throwTypeNone || mp.preemptoff != "" || mp.dying != 0 {
		return false
	}
	s := readgstatus(gp)
	return s == _Grunning && gp.syscallsp == 0
}

// isAbortPC: the trap instruction of abort.
func isAbortPC(pc uintptr) bool {
	f := findfunc(pc)
	return f.valid() && funcname(f) == "runtime.abort"
}
