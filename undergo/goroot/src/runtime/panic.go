// Panics, deferred calls, recovery, and fatal errors.
//
// A function with defers keeps a deferframe in its frame, linked from g._defer, with
// a list of _defers and the place to continue after a recovery. A panic runs the deferred
// calls of frame after frame on top of the stack that panicked. Each is called
// through calldefer, which records where its return address stands (_panic.argp): recover works only in
// the function whose return address that is. When a deferred call has recovered, the panic
// jumps into its frame, which runs what is left of its defers (deferreturn) and returns.

package runtime

import (
	"unsafe"

	"internal/abi"
	"internal/runtime/sys"
	"internal/stringslite"
)

// What failed checks in compiled code call.

// panicCheck2 makes a failed check the end of the program when the runtime itself is to blame, or not fit to
// run deferred calls: the failure then shows where it is.
func panicCheck2(what string) {
	if gp := getg(); gp != nil && gp.m != nil && gp.m.mallocing != 0 {
		throw(what)
	}
}

// panicCheck1 also looks at where the check is: pc is the return address.
func panicCheck1(pc uintptr, what string) {
	if stringslite.HasPrefix(funcname(findfunc(pc-1)), "runtime.") {
		throw(what)
	}
	panicCheck2(what)
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
	memoryError    = error(errorString(memoryErrorText))
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

const memoryErrorText = "invalid memory address or nil pointer dereference"

func panicmem() {
	panicCheck2(memoryErrorText)
	panic(memoryError)
}

// panicmemAddr is for a fault at an address that is not near nil.
func panicmemAddr(addr uintptr) {
	panicCheck2(memoryErrorText)
	panic(errorAddressString{addr: addr, msg: memoryErrorText})
}

// panicnil is what codegen calls where a nil pointer must not even be formed.
func panicnil() { panicmem() }

// panicrangestate is called by the body of a range-over-func loop that the iterator should not have called.
func panicrangestate(state int) {
	why := [...]error{
		abi.RF_DONE:          rangeDoneError,
		abi.RF_PANIC:         rangePanicError,
		abi.RF_EXHAUSTED:     rangeExhaustedError,
		abi.RF_MISSING_PANIC: rangeMissingPanicError,
	}
	if state < 0 || state >= len(why) || why[state] == nil {
		throw("unexpected state passed to panicrangestate")
	}
	panic(why[state])
}

// throwinit is called when a package's initialization calls itself.
func throwinit() { throw("recursive call during initialization - linker skew") }

// Deferred calls.

// deferproc links d, which calls fn, to the innermost frame: a defer statement in a loop.
func deferproc(d *_defer, fn func()) {
	d.fn = fn
	f := getg()._defer
	d.link = f.head
	f.head = d
}

// deferprocStack links d, whose fn is set, to the innermost frame.
func deferprocStack(d *_defer) {
	f := getg()._defer
	d.link = f.head
	f.head = d
}

// deferrangefunc names the frame that defer statements in the body of a range-over-func
// loop belong to.
func deferrangefunc() any {
	return getg()._defer
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
	getg()._defer = frame.link
}

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
		e = panickedNil()
	}
	gp := getg()
	refusePanic(gp, e)
	p := _panic{arg: e, pc: sys.GetCallerPC(), link: gp._panic}
	p.sp = uintptr(unsafe.Pointer(&p))
	this := (*_panic)(noescape(unsafe.Pointer(&p)))
	gp._panic = this
	runningPanicDefers.Add(1)
	rundefers(gp, this)
	preprintpanics(this)
	fatalpanic(this)
}

// panickedNil is what panic(nil) panics with: nil only if GODEBUG=panicnil=1 asks for it.
func panickedNil() any {
	if debug.panicnil.Load() == 1 {
		// For the metrics, if the program has the package that counts.
		if counter := godebugNewInc.Load(); counter != nil {
			(*counter)("panicnil")()
		}
		return nil
	}
	return new(PanicNilError)
}

// refusePanic ends the program where deferred calls must not run.
func refusePanic(gp *g, e any) {
	mp := gp.m
	why := ""
	if mp.locks != 0 {
		why = "panic holding locks"
	}
	if mp.preemptoff != "" {
		why = "panic during preemptoff"
	}
	if mp.mallocing != 0 {
		why = "panic during malloc"
	}
	if gp != mp.curg {
		why = "panic on system stack"
	}
	if why == "" {
		return
	}
	print("panic: ")
	printpanicval(e)
	print("\n")
	if mp.preemptoff != "" {
		print("preempt off reason: ", mp.preemptoff, "\n")
	}
	throw(why)
}

// rundefers runs deferred calls until none is left, or does not return: recovered. Traces leave its frame out.
//
//go:noinline
func rundefers(gp *g, p *_panic) {
	for {
		f := gp._defer
		if f == nil {
			return
		}
		d := f.head
		if d == nil {
			gp._defer = f.link
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
func preprintpanics(newest *_panic) {
	defer refusePanicInPrint()
	for p := newest; p != nil; p = p.link {
		if p.panicsAgain() {
			p.link.repanicked = true
			continue // the older one is printed
		}
		if e, ok := p.arg.(error); ok {
			p.arg = e.Error()
		} else if s, ok := p.arg.(stringer); ok {
			p.arg = s.String()
		}
	}
}

// panicsAgain: with the very value that the panic before it had.
func (p *_panic) panicsAgain() bool {
	return p.link != nil && *efaceOf(&p.arg) == *efaceOf(&p.link.arg)
}

// refusePanicInPrint is deferred by preprintpanics: an Error or String method has panicked.
func refusePanicInPrint() {
	r := recover()
	if r == nil {
		return
	}
	const what = "panic while printing panic value"
	if s, ok := r.(string); ok {
		throw(what + ": " + s)
	}
	throw(what + ": type " + toRType(efaceOf(&r)._type).string())
}

// printpanics prints the panics that are under way, the oldest first.
func printpanics(p *_panic) {
	if older := p.link; older != nil {
		printpanics(older)
		if older.repanicked {
			return
		}
		if !older.goexit {
			print("\t")
		}
	}
	if p.goexit {
		return // it is no panic
	}
	print("panic: ")
	printpanicval(p.arg)
	switch {
	case p.recovered && p.repanicked:
		print(" [recovered, repanicked]")
	case p.recovered:
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
	systemstack(func() { printFatal(s) })
	fatalthrow(throwTypeRuntime)
}

func printFatal(s string) {
	print("fatal error: ")
	printindented(s)
	print("\n")
}

// fatal ends the program because of something the user did.
//
//go:linkname fatal
//go:noinline
func fatal(s string) {
	underway := getg()._panic
	printlock() // what follows stays in one piece
	systemstack(func() {
		for p := underway; p != nil; p = p.link {
			if p.panicsAgain() {
				p.link.repanicked = true
			}
		}
		if underway != nil {
			printpanics(underway)
			print("\t")
		}
		printFatal(s)
	})
	fatalthrow(throwTypeUser)
}

var (
	paniclk   mutex
	deadlock  mutex
	didothers bool
)

// fatalthrow prints the stacks, beginning with its caller's, and exits.
//
//go:noinline
func fatalthrow(blame throwType) {
	pc := sys.GetCallerPC()
	sp, bp := callerFrame()
	gp := getg()
	if mp := gp.m; mp.throwing == throwTypeNone {
		mp.throwing = blame
	}
	systemstack(func() {
		if !isSecureMode() {
			startpanic_m()
			if dopanic_m(gp, pc, sp, bp, nil) {
				crash()
			}
		}
		exit(2)
	})
	abort()
}

// fatalpanic prints a panic nobody recovered, the stacks, and exits.
//
//go:noinline
func fatalpanic(newest *_panic) {
	pc := sys.GetCallerPC()
	sp, bp := callerFrame()
	gp := getg()
	docrash := false
	systemstack(func() {
		if startpanic_m() {
			runningPanicDefers.Add(-1)
			printpanics(newest)
		}
		var bubble *synctestBubble
		if e, ok := newest.arg.(synctestDeadlockError); ok {
			bubble = e.bubble
		}
		docrash = dopanic_m(gp, pc, sp, bp, bubble)
	})
	if docrash {
		crash() // on the goroutine's stack, for the sake of the core file
	}
	systemstack(func() { exit(2) })
	abort()
}

// startpanic_m prepares for the end; false: it is a panic while the thread prints another.
func startpanic_m() bool {
	mp := getg().m
	mp.mallocing++ // from here on nothing is allocated
	if mp.locks < 0 {
		mp.locks = 1
	}
	mp.dying++
	switch mp.dying {
	case 1:
		panicking.Add(1)
		lock(&paniclk)
		if max(debug.schedtrace, debug.scheddetail) > 0 {
			schedtraceOfDying()
		}
		freezetheworld()
	case 2:
		print("panic during panic\n")
	case 3:
		print("stack trace unavailable\n")
		exit(4)
	default:
		exit(5)
	}
	return mp.dying == 1
}

// dopanic_m prints the signal, if one was the cause, and the stacks. It says whether to crash.
func dopanic_m(gp *g, pc, sp, bp uintptr, bubble *synctestBubble) bool {
	if gp.sig != 0 {
		printSignal(gp)
	}
	level, all, docrash := gotraceback()
	if level > 0 {
		onGoroutine := gp != gp.m.g0
		if onGoroutine {
			print("\n")
			goroutineheader(gp)
			traceback(pc, sp, bp, gp)
		} else if level >= 2 || gp.m.throwing >= throwTypeRuntime {
			print("\nruntime stack:\n")
			traceback(pc, sp, bp, gp)
		}
		switch {
		case didothers:
		case all || gp != gp.m.curg:
			didothers = true
			tracebackothers(gp)
		case bubble != nil:
			tracebacksomeothers(gp, func(other *g) bool { return other.bubble == bubble })
		}
	}
	unlock(&paniclk)
	if panicking.Add(-1) > 0 {
		// Somebody else is printing: let them finish, they will exit.
		lock(&deadlock)
		lock(&deadlock)
	}
	return docrash
}

// printSignal tells which signal became the panic.
func printSignal(gp *g) {
	print("[signal ")
	printsigname(gp.sig)
	print(" code=", hex(gp.sigcode0))
	print(" addr=", hex(gp.sigcode1))
	print(" pc=", hex(gp.sigpc), "]\n")
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
