// The life of a program and of its goroutines: start, main, new goroutines, parking
// and waking, the end. How a goroutine to run is found stands in proc_sched.go,
// threads in proc_m.go, system calls and sysmon in proc_syscall.go, stopping the world in
// proc_stw.go.

package runtime

import (
	"internal/cpu"
	"internal/runtime/atomic"
	"internal/runtime/exithook"
	"internal/runtime/sys"
	"internal/stringslite"
	"unsafe"
)

var (
	m0           m
	g0           g
	raceprocctx0 uintptr
)

// The linker sets it: the initialization of package runtime and what it imports.
var runtime_inittasks []*initTask

var (
	main_init_done     chan bool
	mainStarted        bool
	mainInitDone       atomic.Bool
	runtimeInitTime    int64
	initSigmask        sigset
	runningPanicDefers atomic.Uint32
	panicking          atomic.Uint32
)

//go:linkname main_main main.main
func main_main()

// rt0_go is called by the entry, on g0.
func rt0_go(argc int32, argv **byte) {
	args(argc, argv)
	osinit()
	schedinit()
	fn := main
	newproc(*(**funcval)(unsafe.Pointer(&fn)))
}

// schedinit brings up everything a goroutine needs.
func schedinit() {
	sched.maxmcount = 10000
	stackinit()
	sched.stopwait = 0
	gp := getg()
	mallocinit()
	godebug, parsed := getGodebugEarly()
	if parsed {
		setDebugVars(godebug)
	}
	cpuinit(godebug)
	randinit()
	alginit()
	mcommoninit(gp.m, -1)
	modulesinit()
	itabsinit()
	sigsave(&gp.m.sigmask)
	initSigmask = gp.m.sigmask
	goargs()
	goenvs()
	secure()
	checkfdsOnce()
	if !parsed {
		setDebugVars(gogetenv("GODEBUG"))
	}
	finishDebugVarsSetup()
	gcinit()
	lock(&sched.lock)
	sched.lastpoll.Store(nanotime())
	n := initialProcs()
	unlock(&sched.lock)
	if procresize(n) != nil {
		throw("unknown runnable goroutine during bootstrap")
	}
	if buildVersion == "" {
		buildVersion = "unknown"
	}
}

func checkfdsOnce() {
	if !islibrary {
		checkfds()
	}
}

// initialProcs is GOMAXPROCS at start: the environment's, or as many as the machine and the
// control group allow.
func initialProcs() int32 {
	if n, err := strconvAtoi32(gogetenv("GOMAXPROCS")); err && n > 0 {
		sched.customGOMAXPROCS = true
		return min(n, _MaxGomaxprocs)
	}
	return defaultGOMAXPROCS(numCPUStartup)
}

const _MaxGomaxprocs = 1 << 10

// getGodebugEarly reads GODEBUG before there is a heap.
func getGodebugEarly() (string, bool) {
	const prefix = "GODEBUG="
	if islibrary || argv == nil {
		return "", false
	}
	n := argc + 1
	for argv_index(argv, n) != nil {
		p := argv_index(argv, n)
		s := unsafe.String(p, findnull(p))
		if stringslite.HasPrefix(s, prefix) {
			return s[len(prefix):], true
		}
		n++
	}
	return "", true
}

func cpuinit(env string) {
	cpu.Initialize(env)
	x86HasPOPCNT = cpu.X86.HasPOPCNT
	x86HasSSE41 = cpu.X86.HasSSE41
	x86HasFMA = cpu.X86.HasFMA
	x86HasAVX = cpu.X86.HasAVX
}

// What compiled code asks about the processor.
var (
	x86HasPOPCNT bool
	x86HasSSE41  bool
	x86HasFMA    bool
	x86HasAVX    bool
)

// main is the first goroutine.
func main() {
	gp := getg()
	gp.everMain = true
	mainStarted = true
	systemstack(func() { newm(sysmon, nil, -1) })

	// Initialization runs on the main thread.
	lockOSThread()
	if gp.m != &m0 && !islibrary {
		throw("runtime.main not on m0")
	}
	runtimeInitTime = nanotime()
	if runtimeInitTime == 0 {
		throw("nanotime returning zero")
	}
	needUnlock := true
	defer func() {
		if needUnlock {
			unlockOSThread()
		}
	}()
	doInit(runtime_inittasks)
	gcenable()
	main_init_done = make(chan bool)
	for mod := &firstmoduledata; mod != nil; mod = mod.next {
		doInit(mod.inittasks)
	}
	close(main_init_done)
	mainInitDone.Store(true)
	needUnlock = false
	unlockOSThread()
	if islibrary || isarchive {
		return
	}
	main_main()
	runExitHooks(0)
	// Let a panic on another goroutine finish printing.
	if runningPanicDefers.Load() != 0 {
		for c := 0; c < 1000 && runningPanicDefers.Load() != 0; c++ {
			Gosched()
		}
	}
	if panicking.Load() != 0 {
		gopark(nil, nil, waitReasonPanicWait, traceBlockForever, 1)
	}
	exit(0)
}

func init() {
	exithook.Gosched = Gosched
	exithook.Goid = func() uint64 { return getg().goid }
	exithook.Throw = throw
}

func runExitHooks(code int) { exithook.Run(code) }

//go:linkname os_beforeExit os.runtime_beforeExit
func os_beforeExit(exitCode int) { runExitHooks(exitCode) }

// An initTask is what the compiler makes of a package's initialization.
type initTask struct {
	state uint32 // 0 not yet, 1 running, 2 done
	nfns  uint32
	// nfns code addresses follow
}

func doInit(ts []*initTask) {
	for _, t := range ts {
		doInit1(t)
	}
}

func doInit1(t *initTask) {
	switch t.state {
	case 2:
		return
	case 1:
		throw("recursive call during initialization - linker skew")
	}
	t.state = 1
	first := add(unsafe.Pointer(t), 8)
	for i := uintptr(0); i < uintptr(t.nfns); i++ {
		p := add(first, i*8)
		f := *(*func())(unsafe.Pointer(&p))
		f()
	}
	t.state = 2
}

var (
	allglock mutex
	allgs    []*g
	allglen  uintptr
	allgptr  **g
)

func allgadd(gp *g) {
	if readgstatus(gp) == _Gidle {
		throw("allgadd: bad status Gidle")
	}
	lock(&allglock)
	gp.allgIndex = uintptr(len(allgs))
	allgs = append(allgs, gp)
	if &allgs[0] != allgptr {
		atomicstorep(unsafe.Pointer(&allgptr), unsafe.Pointer(&allgs[0]))
	}
	atomic.Storeuintptr(&allglen, uintptr(len(allgs)))
	unlock(&allglock)
}

func allGsSnapshot() []*g {
	lock(&allglock)
	s := allgs[:len(allgs):len(allgs)]
	unlock(&allglock)
	return s
}

func atomicAllG() (**g, uintptr) {
	length := atomic.Loaduintptr(&allglen)
	ptr := (**g)(atomic.Loadp(unsafe.Pointer(&allgptr)))
	return ptr, length
}

func atomicAllGIndex(ptr **g, i uintptr) *g {
	return *(**g)(add(unsafe.Pointer(ptr), i*8))
}

func forEachG(fn func(gp *g)) {
	lock(&allglock)
	for _, gp := range allgs {
		fn(gp)
	}
	unlock(&allglock)
}

// forEachGRace looks without the lock; new goroutines may be missed.
func forEachGRace(fn func(gp *g)) {
	ptr, length := atomicAllG()
	for i := uintptr(0); i < length; i++ {
		fn(atomicAllGIndex(ptr, i))
	}
}

const goidcacheStep = 16

// newproc is the go statement: fn takes no arguments.
//
//go:noinline
func newproc(fn *funcval) {
	gp := getg()
	pc := sys.GetCallerPC()
	systemstack(func() {
		newg := newproc1(fn, gp, pc, false, waitReasonZero)
		pp := getg().m.p.ptr()
		runqput(pp, newg, true)
		if mainStarted {
			wakep()
		}
	})
}

// newproc1 makes a goroutine that will run fn; runnable, or waiting if parked.
func newproc1(fn *funcval, callergp *g, callerpc uintptr, parked bool, waitreason waitReason) *g {
	if fn == nil {
		fatal("go of nil func value")
	}
	mp := acquirem()
	pp := mp.p.ptr()
	gp := gfget(pp)
	fresh := gp == nil
	if fresh {
		gp = newg()
		casgstatus(gp, _Gidle, _Gdead)
	}
	gp.sched = gobuf{} // execute adds a stack
	gp.sched.pc = fn.fn
	gp.sched.ctxt = unsafe.Pointer(fn)
	gp.sched.g.set(gp)
	gp.parentGoid = callergp.goid
	gp.gopc = callerpc
	gp.ancestors = saveAncestors(callergp)
	gp.startpc = fn.fn
	gp.isSystem = false
	if fn.fn != pp.userStart {
		if gp.isSystem = isSystemGoroutine(gp, false); !gp.isSystem {
			pp.userStart = fn.fn
		}
	}
	if gp.isSystem {
		sched.ngsys.Add(1)
	} else {
		// Only user goroutines inherit labels and the synctest bubble.
		gp.bubble = callergp.bubble
		if mp.curg != nil {
			gp.labels = mp.curg.labels
		}
	}
	gp.fipsIndicator = 0
	gp.fipsOnlyBypass = callergp.fipsOnlyBypass
	gp.ditWanted = callergp.ditWanted
	if fresh {
		allgadd(gp)
	}
	if pp.goidcache == pp.goidcacheend {
		pp.goidcache = sched.goidgen.Add(goidcacheStep) - goidcacheStep + 1
		pp.goidcacheend = pp.goidcache + goidcacheStep
	}
	gp.goid = pp.goidcache
	pp.goidcache++
	pp.goroutinesCreated++
	status := uint32(_Grunnable)
	if parked {
		status = _Gwaiting
		gp.waitreason = waitreason
	}
	casgstatus(gp, _Gdead, status)
	releasem(mp)
	return gp
}

// saveAncestors remembers who started whom, if GODEBUG=tracebackancestors=n asks for it.
func saveAncestors(callergp *g) *[]ancestorInfo {
	if debug.tracebackancestors <= 0 || callergp.goid == 0 {
		return nil
	}
	var old []ancestorInfo
	if callergp.ancestors != nil {
		old = *callergp.ancestors
	}
	n := min(int32(len(old))+1, debug.tracebackancestors)
	list := make([]ancestorInfo, n)
	copy(list[1:], old)
	var pcs [50]uintptr
	np := gcallers(callergp, 0, pcs[:])
	ipcs := make([]uintptr, np)
	copy(ipcs, pcs[:])
	list[0] = ancestorInfo{pcs: ipcs, goid: callergp.goid, gopc: callergp.gopc}
	return &list
}

// gopark puts the goroutine to sleep, unless unlockf, called on the scheduling stack
// once it has stopped, says no.
//
//go:linkname gopark
func gopark(unlockf func(*g, unsafe.Pointer) bool, lock unsafe.Pointer, reason waitReason, traceReason traceBlockReason, traceskip int) {
	mp := acquirem()
	gp := mp.curg
	if s := readgstatus(gp); s != _Grunning && s != _Gscanrunning {
		throw("gopark: bad g status")
	}
	mp.waitlock = lock
	mp.waitunlockf = unlockf
	gp.waitreason = reason
	mp.waitTraceSkip = traceskip
	releasem(mp)
	mcall(park_m)
}

//go:linkname goparkunlock
func goparkunlock(lock *mutex, reason waitReason, traceReason traceBlockReason, traceskip int) {
	gopark(parkunlock_c, unsafe.Pointer(lock), reason, traceReason, traceskip)
}

func parkunlock_c(gp *g, lock unsafe.Pointer) bool {
	unlock((*mutex)(lock))
	return true
}

//go:linkname goready
func goready(gp *g, traceskip int) {
	systemstack(func() { ready(gp, traceskip, true) })
}

// ready makes a waiting goroutine runnable.
func ready(gp *g, traceskip int, next bool) {
	mp := acquirem()
	if s := readgstatus(gp); s&^_Gscan != _Gwaiting {
		dumpgstatus(gp)
		throw("bad g->status in ready")
	}
	casgstatus(gp, _Gwaiting, _Grunnable)
	runqput(mp.p.ptr(), gp, next)
	wakep()
	releasem(mp)
}

func park_m(gp *g) {
	mp := getg().m
	bubble := gp.bubble
	if bubble != nil {
		bubble.incActive()
	}
	casgstatus(gp, _Grunning, _Gwaiting)
	dropg()
	if fn := mp.waitunlockf; fn != nil {
		ok := fn(gp, mp.waitlock)
		mp.waitunlockf = nil
		mp.waitlock = nil
		if !ok {
			casgstatus(gp, _Gwaiting, _Grunnable)
			if bubble != nil {
				bubble.decActive()
			}
			execute(gp, true)
		}
	}
	if bubble != nil {
		bubble.decActive()
	}
	schedule()
}

func dropg() {
	mp := getg().m
	setMNoWB(&mp.curg.m, nil)
	setGNoWB(&mp.curg, nil)
}

// Gosched lets others run.
//
//go:linkname Gosched
func Gosched() {
	checkTimeouts()
	mcall(gosched_m)
}

func goschedguarded() { mcall(goschedguarded_m) }

func goschedIfBusy() {
	gp := getg()
	if !gp.preempt && sched.npidle.Load() > 0 {
		return
	}
	mcall(gosched_m)
}

func goschedImpl(gp *g, preempted bool) {
	if s := readgstatus(gp); s&^_Gscan != _Grunning {
		dumpgstatus(gp)
		throw("bad g status")
	}
	casgstatus(gp, _Grunning, _Grunnable)
	dropg()
	lock(&sched.lock)
	globrunqput(gp)
	unlock(&sched.lock)
	if mainStarted {
		wakep()
	}
	schedule()
}

func gosched_m(gp *g)   { goschedImpl(gp, false) }
func gopreempt_m(gp *g) { goschedImpl(gp, true) }

func goschedguarded_m(gp *g) {
	if !canPreemptM(gp.m) {
		gogo(&gp.sched)
	}
	goschedImpl(gp, false)
}

// canPreemptM: nothing on this thread forbids switching goroutines.
func canPreemptM(mp *m) bool {
	return mp.locks == 0 && mp.mallocing == 0 && mp.preemptoff == "" && mp.p.ptr() != nil && mp.p.ptr().status == _Prunning
}

// goyield is Gosched, but the goroutine stays on the local queue.
func goyield() {
	checkTimeouts()
	mcall(goyield_m)
}

func goyield_m(gp *g) {
	pp := gp.m.p.ptr()
	casgstatus(gp, _Grunning, _Grunnable)
	dropg()
	runqput(pp, gp, false)
	schedule()
}

// goexit1 ends the goroutine: its function returned, or Goexit ran its defers.
func goexit1() {
	mcall(goexit0)
}

func goexit0(gp *g) {
	gdestroy(gp)
	schedule()
}

func gdestroy(gp *g) {
	mp := getg().m
	pp := mp.p.ptr()
	casgstatus(gp, _Grunning, _Gdead)
	if gp.isSystem {
		sched.ngsys.Add(-1)
	}
	gp.m = nil
	locked := gp.lockedm != 0
	gp.lockedm = 0
	mp.lockedg = 0
	gp.preemptStop = false
	gp.paniconfault = false
	gp._deferframe = nil
	gp._panic = nil
	gp.writebuf = nil
	gp.waitreason = waitReasonZero
	gp.param = nil
	gp.labels = nil
	gp.timer = nil
	gp.bubble = nil
	gp.ancestors = nil
	gp.fipsIndicator = 0
	gp.fipsOnlyBypass = false
	gp.secret = 0
	gp.coroarg = nil
	gp.isSystem = false
	dropgDead(mp)
	if locked && mp.lockedInt != 0 {
		print("runtime: mp.lockedInt = ", mp.lockedInt, "\n")
		if mp.isextra {
			throw("runtime.Goexit called in a thread that was not created by the Go runtime")
		}
		throw("exited a goroutine internally locked to the OS thread")
	}
	stackdetach(gp, pp)
	gfput(pp, gp)
	if locked {
		// The thread belongs to the goroutine and goes with it.
		mexitLocked(mp)
	}
}

func dropgDead(mp *m) { setGNoWB(&mp.curg, nil) }

// Goexit is in panic.go.

func acquirem() *m {
	gp := getg()
	gp.m.locks++
	return gp.m
}

func releasem(mp *m) { mp.locks-- }

// acquireSudog and releaseSudog keep sudogs with the p.
func acquireSudog() *sudog {
	mp := acquirem()
	pp := mp.p.ptr()
	if len(pp.sudogcache) == 0 {
		if pp.sudogcache == nil {
			pp.sudogcache = pp.sudogbuf[:0]
		}
		lock(&sched.sudoglock)
		for len(pp.sudogcache) < cap(pp.sudogcache)/2 && sched.sudogcache != nil {
			s := sched.sudogcache
			sched.sudogcache = s.next
			s.next = nil
			pp.sudogcache = append(pp.sudogcache, s)
		}
		unlock(&sched.sudoglock)
		if len(pp.sudogcache) == 0 {
			pp.sudogcache = append(pp.sudogcache, new(sudog))
		}
	}
	n := len(pp.sudogcache)
	s := pp.sudogcache[n-1]
	pp.sudogcache[n-1] = nil
	pp.sudogcache = pp.sudogcache[:n-1]
	if s.elem != nil {
		throw("acquireSudog: found s.elem != nil in cache")
	}
	releasem(mp)
	return s
}

func releaseSudog(s *sudog) {
	switch {
	case s.elem != nil:
		throw("runtime: sudog with non-nil elem")
	case s.isSelect:
		throw("runtime: sudog with non-false isSelect")
	case s.next != nil || s.prev != nil:
		throw("runtime: sudog with non-nil next or prev")
	case s.waitlink != nil:
		throw("runtime: sudog with non-nil waitlink")
	case s.c != nil:
		throw("runtime: sudog with non-nil c")
	}
	if gp := getg(); gp.param != nil {
		throw("runtime: releaseSudog with non-nil gp.param")
	}
	mp := acquirem()
	pp := mp.p.ptr()
	if pp.sudogcache == nil {
		pp.sudogcache = pp.sudogbuf[:0]
	}
	if len(pp.sudogcache) == cap(pp.sudogcache) {
		// Give half to the others.
		lock(&sched.sudoglock)
		for len(pp.sudogcache) > cap(pp.sudogcache)/2 {
			n := len(pp.sudogcache)
			x := pp.sudogcache[n-1]
			pp.sudogcache[n-1] = nil
			pp.sudogcache = pp.sudogcache[:n-1]
			x.next = sched.sudogcache
			sched.sudogcache = x
		}
		unlock(&sched.sudoglock)
	}
	pp.sudogcache = append(pp.sudogcache, s)
	releasem(mp)
}

func readgstatus(gp *g) uint32 { return gp.atomicstatus.Load() }

func dumpgstatus(gp *g) {
	this := getg()
	print("runtime:   gp: gp=", gp, ", goid=", gp.goid, ", gp->atomicstatus=", readgstatus(gp), "\n")
	print("runtime: getg:  g=", this, ", goid=", this.goid, ",  g->atomicstatus=", readgstatus(this), "\n")
}

// casgstatus changes a goroutine's status; somebody scanning its stack makes it wait.
func casgstatus(gp *g, oldval, newval uint32) {
	if oldval&_Gscan != 0 || newval&_Gscan != 0 || oldval == newval {
		throw("casgstatus: bad incoming values")
	}
	for i := 0; !gp.atomicstatus.CompareAndSwap(oldval, newval); i++ {
		if oldval == _Gwaiting && gp.atomicstatus.Load() == _Grunnable {
			throw("casgstatus: waiting for Gwaiting but is Grunnable")
		}
		if i%1000 == 999 {
			osyield()
		} else {
			procyield(1)
		}
	}
	if gp.bubble != nil {
		gp.bubble.changegstatus(gp, oldval, newval)
	}
	if newval == _Gwaiting || newval == _Gsyscall {
		return
	}
	if oldval == _Gwaiting {
		gp.waitsince = 0
	}
}

func casfrom_Gscanstatus(gp *g, oldval, newval uint32) {
	if newval != oldval&^_Gscan || !gp.atomicstatus.CompareAndSwap(oldval, newval) {
		dumpgstatus(gp)
		throw("casfrom_Gscanstatus: gp->status is not in scan state")
	}
}

func castogscanstatus(gp *g, oldval, newval uint32) bool {
	if newval != oldval|_Gscan {
		throw("castogscanstatus")
	}
	return gp.atomicstatus.CompareAndSwap(oldval, newval)
}

func casGToWaiting(gp *g, old uint32, reason waitReason) {
	gp.waitreason = reason
	casgstatus(gp, old, _Gwaiting)
}

func casGToWaitingForSuspendG(gp *g, old uint32, reason waitReason) {
	casGToWaiting(gp, old, reason)
}

// gcount is the number of user goroutines.
func gcount(includeSys bool) int32 {
	n := int32(atomic.Loaduintptr(&allglen)) - sched.gFree.list.size
	if !includeSys {
		n -= sched.ngsys.Load()
	}
	for _, pp := range allp {
		n -= pp.gFree.size
	}
	return max(n, 1)
}

//go:linkname goroutineleakcount runtime/pprof.runtime_goroutineleakcount
func goroutineleakcount() int { return 0 }

// isSystemGoroutine: of the runtime's own, not counted and not shown.
func isSystemGoroutine(gp *g, fixed bool) bool {
	f := findfunc(gp.startpc)
	if !f.valid() {
		return false
	}
	name := funcname(f)
	switch name {
	case "runtime.main", "runtime.handleAsyncEvent", "runtime.corostart":
		return false
	case "runtime.runFinalizers", "runtime.runCleanups":
		return fixed || !gp.runningCleanups.Load()
	}
	return stringslite.HasPrefix(name, "runtime.")
}

// Breakpoint stops for a debugger.
func Breakpoint() { breakpoint() }

func procPin() int {
	mp := getg().m
	mp.locks++
	return int(mp.p.ptr().id)
}

func procUnpin() { getg().m.locks-- }

//go:linkname sync_runtime_procPin sync.runtime_procPin
func sync_runtime_procPin() int { return procPin() }

//go:linkname sync_runtime_procUnpin sync.runtime_procUnpin
func sync_runtime_procUnpin() { procUnpin() }

//go:linkname sync_atomic_runtime_procPin sync/atomic.runtime_procPin
func sync_atomic_runtime_procPin() int { return procPin() }

//go:linkname sync_atomic_runtime_procUnpin sync/atomic.runtime_procUnpin
func sync_atomic_runtime_procUnpin() { procUnpin() }

// A sync.Mutex spins only while another processor works and nothing waits here.
//
//go:linkname internal_sync_runtime_canSpin internal/sync.runtime_canSpin
func internal_sync_runtime_canSpin(i int) bool {
	if i >= active_spin || numCPUStartup <= 1 || gomaxprocs <= sched.npidle.Load()+sched.nmspinning.Load()+1 {
		return false
	}
	return runqempty(getg().m.p.ptr())
}

//go:linkname internal_sync_runtime_doSpin internal/sync.runtime_doSpin
func internal_sync_runtime_doSpin() { procyield(active_spin_cnt) }

//go:linkname sync_runtime_canSpin sync.runtime_canSpin
func sync_runtime_canSpin(i int) bool { return internal_sync_runtime_canSpin(i) }

//go:linkname sync_runtime_doSpin sync.runtime_doSpin
func sync_runtime_doSpin() { internal_sync_runtime_doSpin() }

//go:linkname setMaxThreads runtime/debug.setMaxThreads
func setMaxThreads(in int) (out int) {
	lock(&sched.lock)
	out = int(sched.maxmcount)
	sched.maxmcount = int32(min(in, 0x7fffffff))
	checkmcount()
	unlock(&sched.lock)
	return
}
