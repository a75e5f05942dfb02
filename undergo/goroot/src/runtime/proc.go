// The life of a program and of its goroutines: start, main, new goroutines, parking
// and waking, the end. How a goroutine to run is found stands in proc_sched.go, the queues in runq.go,
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
	m0 m
	g0 g
)

// The linker sets it: the initialization of package runtime and what it imports.
var runtime_inittasks []*initTask

var (
	mainStarted        bool
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
	takeFromProcess(gp.m)
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

// takeFromProcess reads what the process was started with.
func takeFromProcess(mp *m) {
	sigsave(&initSigmask)
	mp.sigmask = initSigmask
	goenvs()
	goargs()
	secure()
	if !islibrary {
		checkfds() // a host's are its own business
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
	mainStarted = true
	systemstack(func() { newm(sysmon, nil, -1) })
	initializeAll()
	if islibrary {
		return
	}
	main_main()
	runExitHooks(0)
	// A panic on another goroutine gets the time to end the program in its own way.
	for tries := 1000; tries > 0 && runningPanicDefers.Load() != 0; tries-- {
		Gosched()
	}
	if panicking.Load() != 0 {
		gopark(nil, nil, waitReasonPanicWait, traceBlockForever, 1)
	}
	exit(0)
}

// initializeAll initializes every package, on the main thread: this is how init functions may bind main
// to it. The deferred call is for init functions that end the goroutine.
func initializeAll() {
	lockOSThread()
	defer unlockOSThread()
	if getg().m != &m0 && !islibrary {
		throw("runtime.main not on m0")
	}
	gcenable()
	runtimeInitTime = nanotime()
	doInit(runtime_inittasks)
	refuseRemovedSetting()
	for mod := &firstmoduledata; mod != nil; mod = mod.next {
		doInit(mod.inittasks)
	}
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

// doInit initializes packages, in this order, once each.
func doInit(tasks []*initTask) {
	for _, task := range tasks {
		doInit1(task)
	}
}

func doInit1(t *initTask) {
	const running, done = 1, 2
	if t.state == done {
		return
	}
	if t.state == running {
		throwinit()
	}
	t.state = running
	var before initCost
	if debug.inittrace != 0 && t.nfns > 0 {
		before = initCostNow()
	}
	// A function value is the address of a code address.
	codes := unsafe.Slice((*uintptr)(add(unsafe.Pointer(t), unsafe.Sizeof(*t))), t.nfns)
	for i := range codes {
		code := &codes[i]
		(*(*func())(unsafe.Pointer(&code)))()
	}
	if before.time != 0 {
		printInitCost(packageOfFunc(funcname(findfunc(codes[0]))), before, initCostNow())
	}
	t.state = done
}

// An initCost is what the initialization of packages has taken so far, for GODEBUG=inittrace=1.
type initCost struct {
	time           int64
	bytes, objects uintptr
}

func initCostNow() (cost initCost) {
	getMCache(getg().m).settleAll()
	var h heapCounts
	h.read()
	cost.bytes, cost.objects = uintptr(h.allocatedBytes), uintptr(h.allAllocs+h.tiny)
	cost.time = nanotime()
	return cost
}

// printInitCost prints a package's line. Tools read these lines: their texts are Go's.
func printInitCost(pkg string, before, after initCost) {
	print("init ", pkg, " @")
	printMilliseconds(before.time - runtimeInitTime)
	print(" ms, ")
	printMilliseconds(after.time - before.time)
	print(" ms clock, ", uint64(after.bytes-before.bytes), " bytes, ", uint64(after.objects-before.objects), " allocs\n")
}

// packageOfFunc is the path of a function's package: what stands before the first dot behind the last slash.
func packageOfFunc(name string) string {
	end := len(name) - 1
	for end >= 0 && name[end] != '/' {
		end--
	}
	for end++; end < len(name) && name[end] != '.'; {
		end++
	}
	return name[:end]
}

// Every goroutine there is or was: dead ones are used again, none is ever freed. allgs changes
// under allglock; who cannot lock reads allglen, then allgptr, and finds at least as many.
var (
	allglock mutex
	allglen  uintptr
	allgptr  **g
	allgs    []*g
)

func allgadd(gp *g) {
	lock(&allglock)
	allgs = append(allgs, gp)
	atomicstorep(unsafe.Pointer(&allgptr), unsafe.Pointer(unsafe.SliceData(allgs)))
	atomic.Storeuintptr(&allglen, uintptr(len(allgs)))
	unlock(&allglock)
}

// forEachG calls fn, which must not make goroutines, for all of them.
func forEachG(fn func(gp *g)) {
	lock(&allglock)
	eachOf(allgs, fn)
	unlock(&allglock)
}

// forEachGRace looks without the lock; new goroutines may be missed.
func forEachGRace(fn func(gp *g)) {
	count := atomic.Loaduintptr(&allglen)
	first := (**g)(atomic.Loadp(unsafe.Pointer(&allgptr)))
	eachOf(unsafe.Slice(first, count), fn)
}

func eachOf(gs []*g, fn func(gp *g)) {
	for i := range gs {
		fn(gs[i])
	}
}

// goidcacheStep is how many goroutine numbers a p takes at a time.
const goidcacheStep = 16

// newproc is the go statement: fn takes no arguments.
//
//go:noinline
func newproc(fn *funcval) {
	starter := getg()
	where := sys.GetCallerPC()
	systemstack(func() {
		gp := newproc1(fn, starter, where, false, waitReasonZero)
		runqput(getg().m.p.ptr(), gp, true)
		if mainStarted {
			wakep()
		}
	})
}

// newproc1 makes a goroutine that will run fn; runnable, or waiting if parked. It has no stack
// until it runs.
func newproc1(fn *funcval, callergp *g, callerpc uintptr, parked bool, reason waitReason) *g {
	if fn == nil {
		fatal("go of nil func value")
	}
	mp := acquirem() // pp is used beyond calls
	pp := mp.p.ptr()
	gp := gfget(pp)
	if gp == nil {
		gp = newg()
		gp.atomicstatus.Store(_Gdead)
		allgadd(gp)
	}
	gp.sched = gobuf{pc: fn.fn, ctxt: unsafe.Pointer(fn), g: gp.guintptr()}
	gp.startpc = fn.fn
	gp.gopc = callerpc
	gp.parentGoid = callergp.goid
	gp.ancestors = saveAncestors(callergp)
	gp.fipsOnlyBypass = callergp.fipsOnlyBypass
	gp.ditWanted = callergp.ditWanted
	// Only user goroutines inherit labels and the synctest bubble.
	if gp.isSystem = startsSystem(gp, pp); gp.isSystem {
		sched.ngsys.Add(1)
	} else {
		gp.bubble = callergp.bubble
		if mp.curg != nil {
			gp.labels = mp.curg.labels
		}
	}
	gp.goid = pp.nextGoid()
	if gcMarking.on {
		gcCountScanned(gp)
	}
	if parked {
		gp.waitreason = reason
		casgstatus(gp, _Gdead, _Gwaiting)
	} else {
		casgstatus(gp, _Gdead, _Grunnable)
	}
	releasem(mp)
	return gp
}

// startsSystem tells whether gp is the runtime's own. A loop that starts user goroutines starts the same
// function over and over: one entry is remembered.
func startsSystem(gp *g, pp *p) bool {
	if gp.startpc == pp.userStart {
		return false
	}
	if isSystemGoroutine(gp, false) {
		return true
	}
	pp.userStart = gp.startpc
	return false
}

// nextGoid numbers a goroutine.
func (pp *p) nextGoid() uint64 {
	if pp.goidcache == pp.goidcacheend {
		last := sched.goidgen.Add(goidcacheStep)
		pp.goidcache, pp.goidcacheend = last-goidcacheStep, last
	}
	pp.goidcache++
	pp.goroutinesCreated++
	return pp.goidcache
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
	if readgstatus(gp) != _Grunning {
		throw("gopark: the goroutine does not run")
	}
	gp.waitreason = reason
	mp.waitunlockf, mp.waitlock = unlockf, lock
	releasem(mp)
	mcall(park_m)
}

// goparkunlock goes to sleep and lets lock go.
//
//go:linkname goparkunlock
func goparkunlock(l *mutex, reason waitReason, traceReason traceBlockReason, traceskip int) {
	letGo := func(_ *g, l unsafe.Pointer) bool {
		unlock((*mutex)(l))
		return true
	}
	gopark(letGo, unsafe.Pointer(l), reason, traceReason, traceskip)
}

// park_m goes on with gopark on the scheduling stack. Until the bubble has been told that it is one
// goroutine less, it must not think that all of its own sleep: unlockf may wake some.
func park_m(gp *g) {
	mp := getg().m
	bubble := gp.bubble
	if bubble != nil {
		bubble.incActive()
	}
	casgstatus(gp, _Grunning, _Gwaiting)
	dropg()
	sleeps := true
	if unlockf := mp.waitunlockf; unlockf != nil {
		// From here on gp may run elsewhere.
		sleeps = unlockf(gp, mp.waitlock)
		mp.waitunlockf, mp.waitlock = nil, nil
	}
	if !sleeps {
		casgstatus(gp, _Gwaiting, _Grunnable)
	}
	if bubble != nil {
		bubble.decActive()
	}
	if !sleeps {
		execute(gp, true)
	}
	schedule()
}

//go:linkname goready
func goready(gp *g, traceskip int) {
	systemstack(func() { ready(gp, traceskip, true) })
}

// ready makes a waiting goroutine runnable; next: it is the next one here.
func ready(gp *g, traceskip int, next bool) {
	mp := acquirem()
	if readgstatus(gp) != _Gwaiting {
		dumpgstatus(gp)
		throw("ready: the goroutine does not wait")
	}
	gp.leaked = false
	casgstatus(gp, _Gwaiting, _Grunnable)
	runqput(mp.p.ptr(), gp, next)
	wakep()
	releasem(mp)
}

// dropg parts the thread from the goroutine it ran.
func dropg() {
	mp := getg().m
	setMNoWB(&mp.curg.m, nil)
	mp.curg = nil
}

// Gosched lets others run.
//
//go:linkname Gosched
func Gosched() {
	checkTimeouts()
	mcall(gosched_m)
}

func gosched_m(gp *g) { goschedImpl(gp) }

func gopreempt_m(gp *g) { goschedImpl(gp) }

// goschedImpl puts a running goroutine at the end of the global queue.
func goschedImpl(gp *g) {
	casgstatus(gp, _Grunning, _Grunnable)
	dropg()
	lock(&sched.lock)
	sched.runq.pushBack(gp)
	unlock(&sched.lock)
	if mainStarted {
		wakep()
	}
	schedule()
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

// gdestroy makes a running goroutine a dead one. A thread that it was bound to ends with it.
func gdestroy(gp *g) {
	mp := getg().m
	casgstatus(gp, _Grunning, _Gdead)
	if gp.isSystem {
		gp.isSystem = false
		sched.ngsys.Add(-1)
	}
	bound := gp.lockedm != 0
	if bound && mp.lockedInt != 0 {
		if mp.isextra {
			throw("runtime.Goexit called in a thread that was not created by the Go runtime")
		}
		print("runtime: mp.lockedInt = ", mp.lockedInt, "\n")
		throw("exited a goroutine internally locked to the OS thread")
	}
	mp.curg, mp.lockedg = nil, 0
	gp.m, gp.lockedm = nil, 0
	gp.forget()
	pp := mp.p.ptr()
	stackdetach(gp, pp)
	gfput(pp, gp)
	if bound {
		mexitLocked(mp)
	}
}

// forget clears what newproc1 does not set: the next goroutine in this g starts without.
func (gp *g) forget() {
	gp._panic, gp._defer = nil, nil
	gp.paniconfault = false
	gp.param, gp.coroarg = nil, nil
	gp.labels, gp.bubble = nil, nil
	gp.timer, gp.writebuf = nil, nil
	gp.ancestors = nil
	gp.waitreason = waitReasonZero
	gp.fipsIndicator, gp.secret = 0, 0
}

// Goexit is in panic.go.

// acquirem keeps the goroutine on its thread and p until releasem.
func acquirem() *m {
	gp := getg()
	gp.m.locks++
	return gp.m
}

func releasem(mp *m) { mp.locks-- }

// A sudogList holds sudogs that nobody uses.
type sudogList struct {
	head *sudog
	size int32
}

func (l *sudogList) push(s *sudog) {
	s.next = l.head
	l.head = s
	l.size++
}

func (l *sudogList) pop() *sudog {
	s := l.head
	if s != nil {
		l.head, s.next = s.next, nil
		l.size--
	}
	return s
}

// moveSudogs moves up to n sudogs. sched.sudoglock is held.
func moveSudogs(to, from *sudogList, n int32) {
	for ; n > 0 && from.head != nil; n-- {
		to.push(from.pop())
	}
}

// A p keeps up to sudogsMax sudogs, and trades half as many with the others.
const sudogsMax = 128

func acquireSudog() *sudog {
	mp := acquirem()
	own := &mp.p.ptr().sudogs
	if own.head == nil && sched.sudogs.head != nil {
		lock(&sched.sudoglock)
		moveSudogs(own, &sched.sudogs, sudogsMax/2)
		unlock(&sched.sudoglock)
	}
	s := own.pop()
	if s == nil {
		s = new(sudog)
	}
	releasem(mp)
	return s
}

// releaseSudog takes back a sudog that no list holds and that refers to nothing.
func releaseSudog(s *sudog) {
	if s.elem != nil || s.c != nil || s.isSelect || s.next != nil || s.prev != nil || s.waitlink != nil {
		throw("releaseSudog: still in use")
	}
	mp := acquirem()
	own := &mp.p.ptr().sudogs
	if own.size >= sudogsMax {
		lock(&sched.sudoglock)
		moveSudogs(&sched.sudogs, own, sudogsMax/2)
		unlock(&sched.sudoglock)
	}
	own.push(s)
	releasem(mp)
}

func readgstatus(gp *g) uint32 { return gp.atomicstatus.Load() }

func dumpgstatus(gp *g) {
	dump := func(label string, gp *g) {
		print(label, gp, ", goid=", gp.goid, ", status=", readgstatus(gp), "\n")
	}
	dump("runtime: goroutine g=", gp)
	dump("runtime: running on g=", getg())
}

// casgstatus changes a goroutine's status, which must be or soon become oldval: a goroutine may be
// made ready by somebody who has seen it waiting before it has quite stopped.
func casgstatus(gp *g, oldval, newval uint32) {
	if oldval == newval {
		throw("casgstatus: no change")
	}
	for tries := 1; !gp.atomicstatus.CompareAndSwap(oldval, newval); tries++ {
		if oldval == _Gwaiting && readgstatus(gp) == _Grunnable {
			throw("casgstatus: made runnable twice")
		}
		if tries%1000 != 0 {
			procyield(1)
		} else {
			osyield()
		}
	}
	if newval == _Grunnable {
		gp.noteRunnable()
	}
	if gp.bubble != nil {
		gp.bubble.changegstatus(gp, oldval, newval)
	}
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

// isSystemGoroutine: of the runtime's own, not counted and not shown.
func isSystemGoroutine(gp *g, fixed bool) bool {
	f := findfunc(gp.startpc)
	if !f.valid() {
		return false
	}
	name := funcname(f)
	if name == "runtime.main" || name == "runtime.corostart" {
		return false // they call the program's functions
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
