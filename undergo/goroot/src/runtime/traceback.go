// Walking stacks, and printing them as Go does.
//
// A frame ends above its return address (unwinder.top); there the stack pointer of its caller begins. Compiled
// functions keep a frame pointer: at it stands the caller's frame pointer, above it the return address. Functions
// in assembly need not; how deep their stack is at each instruction stands in the functab. A frame that was
// interrupted is special: its pc is an instruction, not a return address, and its function may not
// have made its frame yet, or have left it already.

package runtime

import (
	"internal/abi"
	"internal/bytealg"
	"internal/runtime/atomic"
	"internal/runtime/pprof/label"
	"internal/runtime/sys"
	"internal/stringslite"
	"unsafe"
)

const (
	tracebackInnerFrames = 50
	tracebackOuterFrames = 50
)

// An unwinder stands at one physical frame.
type unwinder struct {
	g        *g
	pc       uintptr
	sp       uintptr // stack pointer of the function that pc lies in; 0: not known
	bp       uintptr // and the frame pointer
	top      uintptr // where the frame ends: above the return address; 0: not known
	callerBP uintptr
	fn       funcInfo
	exact    bool // pc is an instruction, not a return address
	last     bool // the stack begins here
}

// initAt starts at pc, where the stack and frame pointers are sp and bp.
func (u *unwinder) initAt(pc, sp, bp uintptr, gp *g, exact bool) {
	u.g = gp
	u.pc = pc
	u.sp = sp
	u.bp = bp
	u.exact = exact
	u.find()
}

// find looks the function and its frame up. A return address may already lie behind its function: the
// call was the last instruction, and does not return.
func (u *unwinder) find() {
	pc := u.pc
	if !u.exact && pc != 0 {
		pc--
	}
	u.fn = findfunc(pc)
	u.top, u.callerBP, u.last = 0, 0, false
	if !u.fn.valid() {
		return
	}
	depth, known, saved := 0, false, false
	if u.fn.flags&funcAssembly != 0 {
		depth, known, saved = u.fn.stackDepth(pc)
	} else if u.exact {
		depth, known = u.depthAround()
	}
	switch {
	case known && u.sp != 0:
		u.top = u.sp + uintptr(depth) + 8
		if u.callerBP = u.bp; saved && u.onStack(u.top-16) {
			u.callerBP = *(*uintptr)(unsafe.Pointer(u.top - 16))
		}
	case u.bp != 0:
		u.atFramePointer()
	case u.sp != 0:
		u.top, u.last = u.sp+8, true
	}
}

// atFramePointer finds the frame by its frame pointer.
func (u *unwinder) atFramePointer() {
	if u.bp&7 != 0 || u.bp < 4096 || !u.onStack(u.bp) {
		return
	}
	u.top = u.bp + 16
	u.callerBP = *(*uintptr)(unsafe.Pointer(u.bp))
}

// depthAround is for a compiled function that was interrupted where its frame is not there yet, or no longer. The
// instructions around pc tell. known is false where it has one: then the frame pointer is right.
func (u *unwinder) depthAround() (depth int, known bool) {
	if u.sp == 0 || !u.onStack(u.sp) {
		return 0, false
	}
	entry := u.fn.entry()
	if u.pc == entry {
		return 0, true
	}
	const pushBP, popBP, ret, jmp, jmpShort = 0x55, 0x5d, 0xc3, 0xe9, 0xeb
	code := (*[2]byte)(unsafe.Pointer(u.pc - 1)) // before pc, and at it
	switch {
	case code[1] == ret:
		return 0, true
	case u.pc == entry+1 && code[0] == pushBP:
		return 8, true
	case code[0] == popBP && (code[1] == jmp || code[1] == jmpShort):
		known = findfunc(*(*uintptr)(unsafe.Pointer(u.sp))).valid()
	default:
		known = beforeFrame(u.fn, u.sp)
	}
	return 0, known
}

// init starts where a goroutine that does not run left off.
func (u *unwinder) init(gp *g) {
	if gp.syscallsp != 0 {
		u.initAt(gp.syscallpc, gp.syscallsp, gp.syscallbp, gp, false)
		return
	}
	u.initAt(gp.sched.pc, gp.sched.sp, gp.sched.bp, gp, gp.sched.pc == gp.startpc)
}

func (u *unwinder) valid() bool { return u.pc != 0 && u.fn.valid() }

// symPC is inside the instruction whose position is wanted.
func (u *unwinder) symPC() uintptr {
	if u.exact || u.pc <= u.fn.entry() {
		return u.pc
	}
	return u.pc - 1
}

// next goes to the caller.
func (u *unwinder) next() {
	top := u.top
	if u.last || u.fn.flags&funcTop != 0 || top == 0 || top&7 != 0 || !u.onStack(top-16) {
		u.pc = 0
		return
	}
	interrupted := isInterruption(u.fn)
	from := u.pc
	u.pc = *(*uintptr)(unsafe.Pointer(top - 8))
	u.sp, u.bp = top, u.callerBP
	if u.bp != 0 && u.bp < top && u.sameStack(u.bp, top) {
		u.bp = 0
	}
	if interrupted {
		u.sp = *(*uintptr)(unsafe.Pointer(top))
	} else if u.pc == from && !u.exact && u.fn.flags&funcAssembly == 0 {
		u.top, u.callerBP = 0, 0
		u.atFramePointer()
		return // recursion: the same function
	}
	u.exact = interrupted
	u.find()
}

// onStack: fp may be read. The chain may lead from a thread's stack to a goroutine's.
func (u *unwinder) onStack(fp uintptr) bool {
	in := func(gp *g) bool { return gp != nil && fp >= gp.stack.lo && fp+16 <= gp.stack.hi+8 }
	gp := u.g
	if in(gp) {
		return true
	}
	if gp != nil && gp.m != nil {
		mp := gp.m
		return in(mp.curg) || in(mp.gsignal) || in(mp.g0)
	}
	return false
}

func (u *unwinder) sameStack(a, b uintptr) bool {
	in := func(gp *g, p uintptr) bool { return gp != nil && p >= gp.stack.lo && p < gp.stack.hi }
	return in(u.g, a) && in(u.g, b)
}

func isSigpanic(f funcInfo) bool {
	return f.valid() && f.entry() == abi.FuncPCABIInternal(sigpanic)
}

// isInterruption: a signal handler called f in the name of a function that did not. Where f's frame ends
// stands that function's stack pointer.
func isInterruption(f funcInfo) bool {
	return isSigpanic(f) || f.valid() && f.entry() == abi.FuncPCABIInternal(asyncPreempt)
}

// callerFrame returns the stack and frame pointers that the caller of its caller has.
//
//go:noinline
func callerFrame() (sp, bp uintptr) {
	fp := *(*uintptr)(unsafe.Pointer(getfp())) // our caller's
	return fp + 16, *(*uintptr)(unsafe.Pointer(fp))
}

// tracebackPCs stores a pc for each source-level call, wrappers left out, and what stands between gopanic and the deferred calls.
func tracebackPCs(u *unwinder, skip int, pcBuf []uintptr) int {
	n := 0
	hideWrapper := true
	for ; n < len(pcBuf) && u.valid(); u.next() {
		ret := u.symPC() + 1
		iu := newInlineUnwinder(u.fn, u.symPC())
		for depth := uintptr(0); n < len(pcBuf); depth++ {
			sf := iu.srcFunc()
			inlined := iu.isInlined()
			name := sf.name()
			if sf.wrapper() && hideWrapper || name == "runtime.rundefers" || name == "runtime.calldefer" {
				// not a call of the source
			} else if skip > 0 {
				skip--
			} else {
				pcBuf[n] = ret | depth<<pcDepthShift
				n++
			}
			hideWrapper = name != "runtime.gopanic" && name != "runtime.sigpanic" && name != "runtime.panicwrap"
			if !inlined {
				break
			}
			iu.next()
		}
	}
	return n
}

// callers stores the calls above the caller of callers; skip of 0 is that function itself.
//
//go:noinline
func callers(skip int, pcbuf []uintptr) int {
	var u unwinder
	sp, bp := callerFrame()
	u.initAt(sys.GetCallerPC(), sp, bp, getg(), false)
	return tracebackPCs(&u, skip, pcbuf)
}

// gcallers is callers for a goroutine that does not run, or for the caller's.
func gcallers(gp *g, skip int, pcbuf []uintptr) int {
	var u unwinder
	u.init(gp)
	return tracebackPCs(&u, skip, pcbuf)
}

// fpTracebackPCs follows frame pointers without looking functions up.
func fpTracebackPCs(fp unsafe.Pointer, pcBuf []uintptr) (i int) {
	for i = 0; i < len(pcBuf) && fp != nil; i++ {
		pcBuf[i] = *(*uintptr)(add(fp, 8))
		fp = unsafe.Pointer(*(*uintptr)(fp))
	}
	return i
}

// What to print (GOTRACEBACK).

// The setting: two flags, and above them the level.
const (
	tracebackCrash = 1 // end with a signal
	tracebackAll   = 2 // every goroutine
	tracebackLevel = 4 // 0: nothing, 1: the program's functions, 2: the runtime's, too
)

var (
	traceback_cache uint32 = 2 * tracebackLevel // while the environment has not been read
	traceback_env   uint32                      // what it said: the program can only ask for more
)

func gotraceback() (level int32, all, crash bool) {
	setting := atomic.Load(&traceback_cache)
	mp := getg().m
	level = int32(setting / tracebackLevel)
	if mp.throwing >= throwTypeRuntime {
		level = 2
	}
	if mp.traceback != 0 {
		level = int32(mp.traceback)
	}
	all = setting&tracebackAll != 0 || mp.throwing > throwTypeUser
	return level, all, setting&tracebackCrash != 0
}

//go:linkname setTraceback runtime/debug.SetTraceback
func setTraceback(level string) {
	setting := uint32(0)
	switch level {
	case "none":
	case "", "single":
		setting = tracebackLevel
	case "all":
		setting = tracebackLevel + tracebackAll
	case "system":
		setting = 2*tracebackLevel + tracebackAll
	case "crash":
		setting = 2*tracebackLevel + tracebackAll + tracebackCrash
	default:
		setting = tracebackAll
		if n, ok := strconvAtoi32(level); ok && n > 0 {
			setting += uint32(n) * tracebackLevel
		}
	}
	if islibrary { // the host shall see what became of it
		setting |= tracebackCrash
	}
	atomic.Store(&traceback_cache, setting|traceback_env)
}

// strconvAtoi32 reads a decimal number.
func strconvAtoi32(s string) (int32, bool) {
	neg := false
	if len(s) > 0 && (s[0] == '-' || s[0] == '+') {
		neg = s[0] == '-'
		s = s[1:]
	}
	if len(s) == 0 || len(s) > 10 {
		return 0, false
	}
	n := int64(0)
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int64(s[i]-'0')
	}
	if neg {
		n = -n
	}
	if int64(int32(n)) != n {
		return 0, false
	}
	return int32(n), true
}

// showfuncinfo: functions of the runtime are hidden, but for exported ones and panic.
func showfuncinfo(sf srcFunc, firstFrame bool, callee string) bool {
	if level, _, _ := gotraceback(); level > 1 {
		return true
	}
	if sf.wrapper() && callee != "runtime.gopanic" && callee != "runtime.sigpanic" && callee != "runtime.panicwrap" {
		return false
	}
	name := sf.name()
	if name == "runtime.gopanic" && !firstFrame {
		return true
	}
	return bytealg.IndexByteString(name, '.') >= 0 && (!stringslite.HasPrefix(name, "runtime.") || isExportedRuntime(name))
}

func showframe(sf srcFunc, gp *g, firstFrame bool, callee string) bool {
	mp := getg().m
	if mp.throwing >= throwTypeRuntime && gp != nil && (gp == mp.curg || gp == mp.caughtsig.ptr()) {
		return true
	}
	return showfuncinfo(sf, firstFrame, callee)
}

// isExportedRuntime reports whether name is a function users may call.
func isExportedRuntime(name string) bool {
	const prefix = "runtime."
	if name == "runtime.(*Func).Name" {
		return true
	}
	if len(name) <= len(prefix) || name[:len(prefix)] != prefix {
		return false
	}
	rest := name[len(prefix):]
	if rest[0] == '(' {
		// (*T).M: T and M exported
		i := 1
		if rest[i] == '*' {
			i++
		}
		if rest[i] < 'A' || rest[i] > 'Z' {
			return false
		}
		j := bytealg.IndexByteString(rest, ')')
		return j > 0 && j+2 < len(rest) && rest[j+2] >= 'A' && rest[j+2] <= 'Z'
	}
	return rest[0] >= 'A' && rest[0] <= 'Z'
}

// traceback prints the stack of gp from pc on, where the stack and frame pointers are sp and bp.
func traceback(pc, sp, bp uintptr, gp *g) {
	exact := false
	if readgstatus(gp) == _Gsyscall {
		pc, sp, bp = gp.syscallpc, gp.syscallsp, gp.syscallbp
	} else if pc == ^uintptr(0) {
		pc, sp, bp = gp.sched.pc, gp.sched.sp, gp.sched.bp
		exact = pc == gp.startpc
	}
	tracebackFrom(pc, sp, bp, gp, exact)
	if gp.ancestors != nil {
		for _, a := range *gp.ancestors {
			printAncestorTraceback(a)
		}
	}
}

// tracebacktrap begins at an instruction, not at a return address.
func tracebacktrap(pc, sp, bp uintptr, gp *g) { tracebackFrom(pc, sp, bp, gp, true) }

// tracebackFrom prints the program's functions, or the runtime's if there are no others.
func tracebackFrom(pc, sp, bp uintptr, gp *g, exact bool) {
	var u unwinder
	u.initAt(pc, sp, bp, gp, exact)
	runtimes := u
	if n := traceback1(&u, false); n == 0 {
		traceback1(&runtimes, true)
	}
	printcreatedby(gp)
}

// traceback1 prints at most 50 of the innermost and 50 of the outermost calls.
func traceback1(u *unwinder, showRuntime bool) int {
	n, lastN := traceback2(u, showRuntime, 0, tracebackInnerFrames)
	if n < tracebackInnerFrames {
		return n
	}
	u2 := *u
	const many = 0x7fffffff
	remaining, _ := traceback2(u, showRuntime, many, 0)
	elide := remaining - lastN - tracebackOuterFrames
	if elide > 0 {
		print("...", elide, " frames elided...\n")
		traceback2(&u2, showRuntime, lastN+elide, tracebackOuterFrames)
	} else {
		traceback2(&u2, showRuntime, lastN, tracebackOuterFrames)
	}
	return n
}

// traceback2 leaves out skip calls and prints up to max. n counts the calls, lastN those of the
// last physical frame.
func traceback2(u *unwinder, showRuntime bool, skip, max int) (n, lastN int) {
	gp := u.g
	level, _, _ := gotraceback()
	callee := ""
	p := gp._panic
	var lastPC, lastSkip uintptr
	for ; u.valid(); u.next() {
		if u.pc == lastPC && lastSkip > 0 && skip > int(lastSkip) {
			// Deep recursion is counted, not looked at.
			n += int(lastSkip)
			skip -= int(lastSkip)
			lastN = int(lastSkip)
			continue
		}
		lastPC, lastSkip = 0, 0
		lastN = 0
		for iu := newInlineUnwinder(u.fn, u.symPC()); ; iu.next() {
			sf := iu.srcFunc()
			inlined := iu.isInlined() && !iu.onlyInABIWrapper()
			if !isABIWrapper(sf, callee) && (showRuntime || showframe(sf, gp, n == 0, callee)) {
				if skip == 0 && max == 0 {
					return
				}
				n++
				lastN++
				if skip > 0 {
					skip--
				} else {
					max--
					file, line := iu.fileLine()
					name := sf.name()
					printFuncName(name)
					if name == "runtime.gopanic" && p != nil {
						e := efaceOf(&p.arg)
						print("({", unsafe.Pointer(e._type), ", ", e.data, "})\n")
						p = p.link
					} else if (!inlined || sf.framed()) && sf.flags()&funcNoArgs != 0 || noArguments(name) {
						print("()\n")
					} else {
						print("(...)\n")
					}
					print("\t", file, ":", line)
					if !inlined || sf.framed() {
						if u.pc > u.fn.entry() {
							print(" +", hex(u.pc-u.fn.entry()))
						}
						if inlined || u.sp == 0 {
							// The frame is that of the function around it; a goroutine that has not begun has none.
						} else if gp.m != nil && gp.m.throwing >= throwTypeRuntime && gp == gp.m.curg || level >= 2 {
							print(" fp=", hex(u.shownTop(name)), " sp=", hex(u.sp), " pc=", hex(u.pc))
						}
					}
					print("\n")
				}
			}
			callee = sf.name()
			if !inlined {
				break
			}
		}
		if skip > 0 {
			lastPC, lastSkip = u.pc, uintptr(lastN)
		}
	}
	return n, 0
}

// isABIWrapper: sf only translates between the calling conventions of Go and assembly for callee. The reference has
// no frames for these.
func isABIWrapper(sf srcFunc, callee string) bool {
	if !sf.wrapper() {
		return false
	}
	name := sf.name()
	return stringslite.HasPrefix(name, callee) && (len(name) == len(callee) || name[len(callee):] == ".abi0" || name[len(callee):] == ".abiinternal")
}

// shownTop is where the frame of the function ends, that of its wrapper included, which is not shown.
func (u *unwinder) shownTop(name string) uintptr {
	caller := *u
	if caller.next(); caller.valid() {
		in := newInlineUnwinder(caller.fn, caller.symPC())
		if !in.isInlined() && isABIWrapper(in.srcFunc(), name) {
			return caller.top
		}
	}
	return u.top
}

// onlyInABIWrapper: the inlined function is all that a wrapper for calls from assembly does, and has its frame.
func (u inlineUnwinder) onlyInABIWrapper() bool {
	callee := u.srcFunc().name()
	u.next()
	return !u.isInlined() && isABIWrapper(u.srcFunc(), callee)
}

// noArguments knows a few functions that take none even where they are inlined, which they never are in the
// reference.
func noArguments(name string) bool {
	return name == "main.main" || name == "runtime.main" || stringslite.HasSuffix(name, ".init")
}

// printFuncName prints a name the way users know it: type arguments as [...].
func printFuncName(name string) {
	if name == "runtime.gopanic" {
		print("panic")
		return
	}
	for more := true; more; {
		var piece string
		piece, name, more = cutTypeArguments(name)
		print(piece)
		if more {
			print("[...]")
		}
	}
}

func funcNameForPrint(name string) string {
	shown, rest, more := cutTypeArguments(name)
	for more {
		var piece string
		piece, rest, more = cutTypeArguments(rest)
		shown += "[...]" + piece
	}
	return shown
}

// cutTypeArguments cuts a name at its first list of type arguments, which is left out.
func cutTypeArguments(name string) (before, after string, cut bool) {
	depth, end := 0, 0
	for i := 0; i < len(name); i++ {
		switch name[i] {
		case '[':
			if depth == 0 {
				end = i
			}
			depth++
		case ']':
			if depth--; depth == 0 {
				return name[:end], name[i+1:], true
			}
		}
	}
	return name, "", false
}

func printcreatedby(gp *g) {
	pc := gp.gopc
	if pc == 0 {
		return
	}
	f := findfunc(pc - 1)
	if f.valid() && showframe(f.srcFunc(), gp, false, "") && gp.goid != 1 {
		printcreatedby1(f, pc, gp.parentGoid)
	}
}

func printcreatedby1(f funcInfo, pc uintptr, goid uint64) {
	print("created by ")
	at := pc
	if pc > f.entry() {
		at--
	}
	u := newInlineUnwinder(f, at)
	for !u.srcFunc().framed() {
		u.next()
	}
	printFuncName(u.srcFunc().name())
	if goid != 0 {
		print(" in goroutine ", goid)
	}
	print("\n")
	file, line := u.fileLine()
	print("\t", file, ":", line)
	if pc > f.entry() {
		print(" +", hex(pc-f.entry()))
	}
	print("\n")
}

func printAncestorTraceback(ancestor ancestorInfo) {
	print("[originating from goroutine ", ancestor.goid, "]:\n")
	for i, pc := range ancestor.pcs {
		f := findfunc(pc)
		if !f.valid() || !showfuncinfo(f.srcFunc(), i == 0, "") {
			continue
		}
		file, line := funcline(f, purePC(pc)-1)
		printFuncName(funcname(f))
		print("(...)\n\t", file, ":", line)
		if purePC(pc) > f.entry() {
			print(" +", hex(purePC(pc)-f.entry()))
		}
		print("\n")
	}
	if len(ancestor.pcs) == tracebackInnerFrames {
		print("...additional frames elided...\n")
	}
	f := findfunc(ancestor.gopc)
	if f.valid() && showfuncinfo(f.srcFunc(), false, "") && ancestor.goid != 1 {
		printcreatedby1(f, ancestor.gopc, 0)
	}
}

// goroutineheader prints the first line of a goroutine's trace.
func goroutineheader(gp *g) {
	level, _, _ := gotraceback()
	print("goroutine ", gp.goid)
	mp := gp.m
	if level >= 2 || mp != nil && mp.throwing >= throwTypeRuntime && mp.curg == gp {
		print(" gp=", gp)
		if mp == nil {
			print(" m=nil")
		} else {
			print(" m=", mp.id, " mp=", mp)
		}
	}
	print(" [")
	printState(gp)
	if gp.lockedm != 0 {
		print(", locked to thread")
	}
	if gp.bubble != nil {
		print(", synctest bubble ", gp.bubble.id)
	}
	print("]")
	if gp.labels != nil && debug.tracebacklabels.Load() == 1 {
		printLabels((*label.Set)(gp.labels).List)
	}
	print(":\n")
}

// printState prints what a goroutine does or waits for.
func printState(gp *g) {
	status := readgstatus(gp)
	switch status {
	case _Gwaiting:
		reason := gp.waitreason.String()
		if reason == "" {
			reason = "waiting"
		}
		print(reason)
		if gp.bubble != nil && gp.waitreason.isIdleInSynctest() && !stringslite.HasSuffix(reason, "(durable)") {
			print(" (durable)")
		}
		if gp.leaked {
			print(" (leaked)")
		}
	case _Gidle:
		print("idle")
	case _Grunnable:
		print("runnable")
	case _Grunning:
		print("running")
	case _Gsyscall:
		print("syscall")
	case _Gdead:
		print("dead")
	default:
		print("???")
	}
}

// printLabels prints a goroutine's profile labels.
func printLabels(labels []label.Label) {
	separator := " {"
	for _, l := range labels {
		print(separator)
		printlabel(l.Key)
		print(": ")
		printlabel(l.Value)
		separator = ", "
	}
	if len(labels) > 0 {
		print("}")
	}
}

func printlabel(s string) {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < '0' || c > 'z' || c > '9' && c < 'A' || c > 'Z' && c < 'a' {
			printquoted(s)
			return
		}
	}
	print(s)
}

func tracebackothers(me *g) {
	tracebacksomeothers(me, func(*g) bool { return true })
}

// tracebacksomeothers prints the goroutines that show wants, first the thread's own.
func tracebacksomeothers(me *g, show func(*g) bool) {
	level, _, _ := gotraceback()
	mp := getg().m
	own := mp.curg
	if own == me {
		own = nil
	}
	if own != nil {
		tracebackother(own, mp)
	}
	forEachGRace(func(gp *g) {
		status := readgstatus(gp)
		if gp == me || gp == own || status == _Gdead || gp.isSystem && level < 2 {
			return
		}
		if show(gp) {
			tracebackother(gp, mp)
		}
	})
}

// tracebackother prints a goroutine, unless it runs elsewhere: its stack changes then.
func tracebackother(gp *g, mp *m) {
	print("\n")
	goroutineheader(gp)
	if gp.m != mp && readgstatus(gp) == _Grunning {
		print("\tgoroutine running on other thread; stack unavailable\n")
		printcreatedby(gp)
	} else {
		traceback(^uintptr(0), 0, 0, gp)
	}
}

// Stack formats the calling goroutine's stack, or all of them, into buf.
//
//go:noinline
func Stack(buf []byte, all bool) (n int) {
	pc := sys.GetCallerPC()
	sp, bp := callerFrame()
	if !all {
		return stackText(buf, pc, sp, bp, false)
	}
	stop := stopTheWorld(stwAllGoroutinesStack)
	n = stackText(buf, pc, sp, bp, true)
	startTheWorld(stop)
	return n
}

// stackText formats the stack of the calling goroutine from pc on: what print prints on the scheduling
// stack goes into buf meanwhile.
func stackText(buf []byte, pc, sp, bp uintptr, all bool) (n int) {
	if len(buf) == 0 {
		return 0
	}
	gp := getg()
	systemstack(func() {
		printer := getg()
		printer.writebuf = buf[:0:len(buf)]
		printer.m.traceback = 1
		goroutineheader(gp)
		traceback(pc, sp, bp, gp)
		if all {
			tracebackothers(gp)
		}
		printer.m.traceback = 0
		n = len(printer.writebuf)
		printer.writebuf = nil
	})
	return n
}
