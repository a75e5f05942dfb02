// The records every part of the runtime shares: goroutines (g), the threads that
// run them (m), the right to run Go code (p), the scheduler's global state
// (schedt), what a goroutine waits with (sudog), and what a deferring function
// and a panic leave behind (deferframe, _defer, _panic).
//
// A g never moves: it lives at the upper end of its stack's reserved range (see
// stack.go), so a sleeping goroutine costs one page. The three lists that hold
// pointers to g, m and p without being seen by a collector use guintptr,
// muintptr and puintptr; all three kinds of record are kept alive by allgs, allm
// and allp.

package runtime

import (
	"internal/abi"
	"internal/chacha8rand"
	"internal/runtime/atomic"
	"unsafe"
)

// Status of a goroutine. _Gscan is added while somebody inspects its stack.
const (
	_Gidle            = 0
	_Grunnable        = 1
	_Grunning         = 2
	_Gsyscall         = 3
	_Gwaiting         = 4
	_Gmoribund_unused = 5
	_Gdead            = 6
	_Genqueue_unused  = 7
	_Gcopystack       = 8
	_Gpreempted       = 9
	_Gleaked          = 10
	_Gdeadextra       = 11
	_Gscan            = 0x1000
	_Gscanrunnable    = _Gscan + _Grunnable
	_Gscanrunning     = _Gscan + _Grunning
	_Gscansyscall     = _Gscan + _Gsyscall
	_Gscanwaiting     = _Gscan + _Gwaiting
	_Gscanpreempted   = _Gscan + _Gpreempted
)

// Status of a p.
const (
	_Pidle           = 0
	_Prunning        = 1
	_Psyscall        = 2
	_Pgcstop         = 3
	_Pdead           = 4
)

// A mutex is a futex word: 0 free, 1 taken, 2 taken and somebody sleeps.
type mutex struct {
	key uintptr
}

// A note is a one-shot event: notewakeup once, notesleep once.
type note struct {
	key uintptr
}

type funcval struct {
	fn uintptr
	// captured values follow
}

type iface struct {
	tab  *itab
	data unsafe.Pointer
}

type eface struct {
	_type *_type
	data  unsafe.Pointer
}

func efaceOf(ep *any) *eface {
	return (*eface)(unsafe.Pointer(ep))
}

type itab = abi.ITab

type guintptr uintptr

func (gp guintptr) ptr() *g   { return (*g)(unsafe.Pointer(gp)) }
func (gp *guintptr) set(g *g) { *gp = guintptr(unsafe.Pointer(g)) }
func (gp *guintptr) cas(old, new guintptr) bool {
	return atomic.Casuintptr((*uintptr)(unsafe.Pointer(gp)), uintptr(old), uintptr(new))
}
func (gp *g) guintptr() guintptr { return guintptr(unsafe.Pointer(gp)) }

func setGNoWB(gp **g, new *g) { (*guintptr)(unsafe.Pointer(gp)).set(new) }

type puintptr uintptr

func (pp puintptr) ptr() *p   { return (*p)(unsafe.Pointer(pp)) }
func (pp *puintptr) set(p *p) { *pp = puintptr(unsafe.Pointer(p)) }

type muintptr uintptr

func (mp muintptr) ptr() *m   { return (*m)(unsafe.Pointer(mp)) }
func (mp *muintptr) set(m *m) { *mp = muintptr(unsafe.Pointer(m)) }

func setMNoWB(mp **m, new *m) { (*muintptr)(unsafe.Pointer(mp)).set(new) }

// gobuf is where a goroutine that does not run left off: stack pointer, resume
// address and the registers our calling convention preserves across calls.
// mcall fills it, gogo leaves through it (asm_amd64.s).
type gobuf struct {
	sp   uintptr
	pc   uintptr
	g    guintptr
	ctxt unsafe.Pointer // r15: the closure of a goroutine not yet started
	bp   uintptr
	bx   uintptr
	r12  uintptr
	r13  uintptr
	r14  uintptr
	xmm  [16]uint64 // xmm8..xmm15
}

// A sudog stands for a g in a waiting list of a channel or a semaphore; a g in a
// select has one for each case.
type sudog struct {
	g *g

	next *sudog
	prev *sudog
	elem unsafe.Pointer // data to send or place to receive into; may be on a stack

	acquiretime int64
	releasetime int64
	ticket      uint32

	isSelect bool   // g takes part in a select: selectDone decides who wins
	success  bool   // woken by a value, not by close
	waiters  uint16 // semaRoot: length of the waiting list, saturating

	parent   *sudog // semaRoot: tree
	waitlink *sudog // g.waiting list, or semaRoot's list for one address
	waittail *sudog // semaRoot
	c        *hchan
}

type stack struct {
	lo uintptr
	hi uintptr
}

type g struct {
	gdefer // first: compiled code knows where

	stack       stack
	stackguard0 uintptr // what a user's assembly may look at; no prologue does
	stackguard1 uintptr

	m           *m
	sched       gobuf
	syscallsp   uintptr // in a system call: where it was entered
	syscallpc   uintptr
	syscallbp   uintptr
	stktopsp    uintptr

	param        unsafe.Pointer // handed over by who makes the g ready
	atomicstatus atomic.Uint32
	stackLock    uint32
	goid         uint64
	schedlink    guintptr
	waitsince    int64
	waitreason   waitReason

	preempt       bool
	preemptStop   bool
	preemptShrink bool

	asyncSafePoint   bool
	paniconfault     bool
	gcscandone       bool
	throwsplit       bool
	activeStackChans bool
	parkingOnChan    atomic.Bool
	inMarkAssist     bool
	coroexit         bool
	isSystem         bool // of the runtime itself: not counted, not shown
	everMain         bool

	raceignore      int8
	nocgocallback   bool
	tracking        bool
	trackingSeq     uint8
	trackingStamp   int64
	runnableTime    int64
	lockedm         muintptr
	fipsIndicator   uint8
	fipsOnlyBypass  bool
	ditWanted       bool
	syncSafePoint   bool
	runningCleanups atomic.Bool
	sig             uint32
	secret          int32
	writebuf        []byte
	sigcode0        uintptr
	sigcode1        uintptr
	sigpc           uintptr
	parentGoid      uint64
	gopc            uintptr
	ancestors       *[]ancestorInfo
	startpc         uintptr
	waiting         *sudog // in lock order
	labels          unsafe.Pointer
	timer           *timer // for time.Sleep
	sleepWhen       int64
	selectDone      atomic.Uint32

	coroarg *coro
	bubble  *synctestBubble

	gcAssistBytes int64

	allgIndex uintptr
	stackSlot *stackSlab // nil for a thread's own stack
}

const (
	tlsSlots = 8
	tlsSize  = tlsSlots * 8
)

const (
	freeMStack = 0 // m done, its stack may go
	freeMRef   = 1
	freeMWait  = 2 // still in use
)

type throwType uint32

const (
	throwTypeNone throwType = iota
	throwTypeUser
	throwTypeRuntime
)

type m struct {
	g0     *g // scheduling stack
	divmod uint32

	procid     uint64 // thread id
	gsignal    *g
	goSigStack gsignalStack
	sigmask    sigset
	tls        [tlsSlots]uintptr // the thread's block; fs points to tls[7], g is in tls[6]
	mstartfn   func()
	curg       *g
	caughtsig  guintptr

	p     puintptr
	nextp puintptr
	oldp  puintptr

	id              int64
	mallocing       int32
	throwing        throwType
	preemptoff      string
	locks           int32
	dying           int32
	profilehz       int32
	spinning        bool
	blocked         bool
	newSigstack     bool
	printlock       int8
	incgo           bool
	isextra         bool
	isExtraInC      bool
	isExtraInSig    bool
	freeWait        atomic.Uint32
	needextram      bool
	g0StackAccurate bool
	traceback       uint8
	allpSnapshot    []*p
	ncgocall        uint64
	ncgo            int32
	park            note
	alllink         *m
	schedlink       muintptr
	lockedg         guintptr
	createstack     [32]uintptr
	lockedExt       uint32
	lockedInt       uint32
	profStack       []uintptr

	waitunlockf   func(*g, unsafe.Pointer) bool
	waitlock      unsafe.Pointer
	waitTraceSkip int

	syscalltick uint32
	freelink    *m

	vdsoSP uintptr
	vdsoPC uintptr

	preemptGen    atomic.Uint32
	signalPending atomic.Uint32

	mOS

	chacha8     chacha8rand.State
	cheaprand   uint64
	cheaprand64 uint64

	hostTLS  uintptr // library: fs of the host's thread that entered
	threadAt unsafe.Pointer
	stackmap uintptr // mapping of a thread's g0 stack, to unmap

	self mWeakPointer
}

type mWeakPointer struct {
	m *atomic.Pointer[m]
}

func newMWeakPointer(mp *m) mWeakPointer {
	w := mWeakPointer{m: new(atomic.Pointer[m])}
	w.m.Store(mp)
	return w
}

func (w mWeakPointer) get() *m {
	if w.m == nil {
		return nil
	}
	return w.m.Load()
}

func (w mWeakPointer) clear() { w.m.Store(nil) }

type p struct {
	id          int32
	status      uint32
	link        puintptr
	schedtick   uint32
	syscalltick uint32
	sysmontick  sysmontick
	m           muintptr
	mcache      *mcache
	pcache      pageCache

	oldm mWeakPointer

	goidcache    uint64
	goidcacheend uint64

	// Local run queue: the owner puts at the tail, anyone takes from the head.
	runqhead uint32
	runqtail uint32
	runq     [256]guintptr
	runnext  guintptr // runs next, inheriting the time slice

	gFree     gList     // dead goroutines
	stackFree stackList // stacks without a goroutine

	userStart uintptr // entry of a function known to be the user's, see newproc1

	sudogcache []*sudog
	sudogbuf   [128]*sudog

	mspancache struct {
		len int
		buf [128]*mspan
	}

	pinnerCache *pinner

	palloc persistentAlloc

	gcAssistTime         int64
	gcFractionalMarkTime atomic.Int64
	limiterEvent         limiterEvent
	gcMarkWorkerMode     gcMarkWorkerMode
	gcMarkWorkerStartTime int64

	gcw   gcWork
	wbBuf wbBuf

	runSafePointFn uint32
	statsSeq       atomic.Uint32

	timers timers

	cleanups       *cleanupBlock
	cleanupsQueued uint64

	maxStackScanDelta int64
	scannedStackSize  uint64
	scannedStacks     uint64

	preempt    bool
	gcStopTime int64

	goroutinesCreated uint64
}

type schedt struct {
	goidgen    atomic.Uint64
	lastpoll   atomic.Int64 // time of the last network poll; 0 while polling
	pollUntil  atomic.Int64
	pollingNet atomic.Int32

	lock mutex

	midle        muintptr
	nmidle       int32
	nmidlelocked int32
	mnext        int64
	maxmcount    int32
	nmsys        int32
	nmfreed      int64

	ngsys        atomic.Int32
	nGsyscallNoP atomic.Int32

	pidle        puintptr
	npidle       atomic.Int32
	nmspinning   atomic.Int32
	needspinning atomic.Uint32

	runq gQueue

	disable struct {
		user     bool
		runnable gQueue
	}

	gFree struct {
		lock mutex
		list gList
	}
	stackFree struct {
		lock mutex
		list stackList
	}

	sudoglock  mutex
	sudogcache *sudog

	freem *m

	gcwaiting  atomic.Bool
	stopwait   int32
	stopnote   note
	sysmonwait atomic.Bool
	sysmonnote note

	safePointFn   func(*p)
	safePointWait int32
	safePointNote note

	profilehz int32

	procresizetime int64
	totaltime      int64

	customGOMAXPROCS bool

	sysmonlock mutex

	timeToRun timeHistogram

	idleTime           atomic.Int64
	totalMutexWaitTime atomic.Int64

	stwStoppingTimeGC    timeHistogram
	stwStoppingTimeOther timeHistogram
	stwTotalTimeGC       timeHistogram
	stwTotalTimeOther    timeHistogram

	totalRuntimeLockWaitTime atomic.Int64

	goroutinesCreated atomic.Uint64
}

const (
	_SigNotify   = 1 << iota // os/signal may have it
	_SigKill                 // otherwise exit quietly
	_SigThrow                // otherwise exit loudly
	_SigPanic                // from the kernel: panic
	_SigDefault              // not watched unless asked for
	_SigGoExit
	_SigSetStack
	_SigUnblock
	_SigIgn
)

type ancestorInfo struct {
	pcs  []uintptr
	goid uint64
	gopc uintptr
}

type forcegcstate struct {
	lock mutex
	g    *g
	idle atomic.Bool
}

type lfnode struct {
	next    uint64
	pushcnt uintptr
}

type waitReason uint8

const (
	waitReasonZero waitReason = iota
	waitReasonGCAssistMarking
	waitReasonIOWait
	waitReasonDumpingHeap
	waitReasonGarbageCollection
	waitReasonGarbageCollectionScan
	waitReasonPanicWait
	waitReasonGCAssistWait
	waitReasonGCSweepWait
	waitReasonGCScavengeWait
	waitReasonFinalizerWait
	waitReasonForceGCIdle
	waitReasonUpdateGOMAXPROCSIdle
	waitReasonSemacquire
	waitReasonSleep
	waitReasonChanReceiveNilChan
	waitReasonChanSendNilChan
	waitReasonSelectNoCases
	waitReasonSelect
	waitReasonChanReceive
	waitReasonChanSend
	waitReasonSyncCondWait
	waitReasonSyncMutexLock
	waitReasonSyncRWMutexRLock
	waitReasonSyncRWMutexLock
	waitReasonSyncWaitGroupWait
	waitReasonTraceReaderBlocked
	waitReasonWaitForGCCycle
	waitReasonGCWorkerIdle
	waitReasonGCWorkerActive
	waitReasonPreempted
	waitReasonDebugCall
	waitReasonGCMarkTermination
	waitReasonStoppingTheWorld
	waitReasonFlushProcCaches
	waitReasonTraceGoroutineStatus
	waitReasonTraceProcStatus
	waitReasonPageTraceFlush
	waitReasonCoroutine
	waitReasonGCWeakToStrongWait
	waitReasonSynctestRun
	waitReasonSynctestWait
	waitReasonSynctestChanReceive
	waitReasonSynctestChanSend
	waitReasonSynctestSelect
	waitReasonSynctestWaitGroupWait
	waitReasonCleanupWait
)

var waitReasonStrings = [...]string{
	waitReasonZero:                  "",
	waitReasonGCAssistMarking:       "GC assist marking",
	waitReasonIOWait:                "IO wait",
	waitReasonDumpingHeap:           "dumping heap",
	waitReasonGarbageCollection:     "garbage collection",
	waitReasonGarbageCollectionScan: "garbage collection scan",
	waitReasonPanicWait:             "panicwait",
	waitReasonGCAssistWait:          "GC assist wait",
	waitReasonGCSweepWait:           "GC sweep wait",
	waitReasonGCScavengeWait:        "GC scavenge wait",
	waitReasonFinalizerWait:         "finalizer wait",
	waitReasonForceGCIdle:           "force gc (idle)",
	waitReasonUpdateGOMAXPROCSIdle:  "GOMAXPROCS updater (idle)",
	waitReasonSemacquire:            "semacquire",
	waitReasonSleep:                 "sleep",
	waitReasonChanReceiveNilChan:    "chan receive (nil chan)",
	waitReasonChanSendNilChan:       "chan send (nil chan)",
	waitReasonSelectNoCases:         "select (no cases)",
	waitReasonSelect:                "select",
	waitReasonChanReceive:           "chan receive",
	waitReasonChanSend:              "chan send",
	waitReasonSyncCondWait:          "sync.Cond.Wait",
	waitReasonSyncMutexLock:         "sync.Mutex.Lock",
	waitReasonSyncRWMutexRLock:      "sync.RWMutex.RLock",
	waitReasonSyncRWMutexLock:       "sync.RWMutex.Lock",
	waitReasonSyncWaitGroupWait:     "sync.WaitGroup.Wait",
	waitReasonTraceReaderBlocked:    "trace reader (blocked)",
	waitReasonWaitForGCCycle:        "wait for GC cycle",
	waitReasonGCWorkerIdle:          "GC worker (idle)",
	waitReasonGCWorkerActive:        "GC worker (active)",
	waitReasonPreempted:             "preempted",
	waitReasonDebugCall:             "debug call",
	waitReasonGCMarkTermination:     "GC mark termination",
	waitReasonStoppingTheWorld:      "stopping the world",
	waitReasonFlushProcCaches:       "flushing proc caches",
	waitReasonTraceGoroutineStatus:  "trace goroutine status",
	waitReasonTraceProcStatus:       "trace proc status",
	waitReasonPageTraceFlush:        "page trace flush",
	waitReasonCoroutine:             "coroutine",
	waitReasonGCWeakToStrongWait:    "GC weak to strong wait",
	waitReasonSynctestRun:           "synctest.Run",
	waitReasonSynctestWait:          "synctest.Wait",
	waitReasonSynctestChanReceive:   "chan receive (durable)",
	waitReasonSynctestChanSend:      "chan send (durable)",
	waitReasonSynctestSelect:        "select (durable)",
	waitReasonSynctestWaitGroupWait: "sync.WaitGroup.Wait (durable)",
	waitReasonCleanupWait:           "cleanup wait",
}

func (w waitReason) String() string {
	if int(w) >= len(waitReasonStrings) {
		return "unknown wait reason"
	}
	return waitReasonStrings[w]
}

func (w waitReason) isMutexWait() bool {
	return w == waitReasonSyncMutexLock || w == waitReasonSyncRWMutexRLock || w == waitReasonSyncRWMutexLock
}

func (w waitReason) isSyncWait() bool {
	return w >= waitReasonSyncCondWait && w <= waitReasonSyncWaitGroupWait
}

func (w waitReason) isChanWait() bool {
	return w == waitReasonSelect || w == waitReasonChanReceive || w == waitReasonChanSend
}

// isIdleInSynctest: a goroutine of a synctest bubble that waits so can only be
// woken from inside the bubble.
func (w waitReason) isIdleInSynctest() bool {
	switch w {
	case waitReasonChanReceiveNilChan, waitReasonChanSendNilChan, waitReasonSelectNoCases,
		waitReasonSleep, waitReasonSyncCondWait, waitReasonSynctestWaitGroupWait,
		waitReasonCoroutine, waitReasonSynctestRun, waitReasonSynctestWait,
		waitReasonSynctestChanReceive, waitReasonSynctestChanSend, waitReasonSynctestSelect:
		return true
	}
	return false
}

type traceBlockReason uint8

const (
	traceBlockGeneric traceBlockReason = iota
	traceBlockForever
	traceBlockNet
	traceBlockSelect
	traceBlockCondWait
	traceBlockSync
	traceBlockChanSend
	traceBlockChanRecv
	traceBlockGCMarkAssist
	traceBlockGCSweep
	traceBlockSystemGoroutine
	traceBlockPreempted
	traceBlockDebugCall
	traceBlockUntilGCEnds
	traceBlockSleep
	traceBlockGCWeakToStrongWait
	traceBlockSynctest
)

var (
	allm          *m
	gomaxprocs    int32
	numCPUStartup int32
	forcegc       forcegcstate
	sched         schedt
	newprocs      int32

	allpLock   mutex
	allp       []*p
	idlepMask  pMask
	timerpMask pMask

	processorVersionInfo uint32
	isIntel              bool

	islibrary bool // loaded into somebody else's process
	isarchive bool
)

const framepointer_enabled = true

// A gList is a stack of g's through schedlink.
type gList struct {
	head guintptr
	size int32
}

func (l *gList) empty() bool { return l.head == 0 }

func (l *gList) push(gp *g) {
	gp.schedlink = l.head
	l.head.set(gp)
	l.size++
}

func (l *gList) pop() *g {
	gp := l.head.ptr()
	if gp != nil {
		l.head = gp.schedlink
		gp.schedlink = 0
		l.size--
	}
	return gp
}

// pushAll puts all of q in front of l.
func (l *gList) pushAll(q gQueue) {
	if !q.empty() {
		q.tail.ptr().schedlink = l.head
		l.head = q.head
		l.size += q.size
	}
}

// A gQueue is a queue of g's through schedlink.
type gQueue struct {
	head guintptr
	tail guintptr
	size int32
}

func (q *gQueue) empty() bool { return q.head == 0 }

func (q *gQueue) push(gp *g) {
	gp.schedlink = q.head
	q.head.set(gp)
	if q.tail == 0 {
		q.tail.set(gp)
	}
	q.size++
}

func (q *gQueue) pushBack(gp *g) {
	gp.schedlink = 0
	if q.tail != 0 {
		q.tail.ptr().schedlink.set(gp)
	} else {
		q.head.set(gp)
	}
	q.tail.set(gp)
	q.size++
}

func (q *gQueue) pushBackAll(q2 gQueue) {
	if q2.tail == 0 {
		return
	}
	q2.tail.ptr().schedlink = 0
	if q.tail != 0 {
		q.tail.ptr().schedlink = q2.head
	} else {
		q.head = q2.head
	}
	q.tail = q2.tail
	q.size += q2.size
}

func (q *gQueue) pop() *g {
	gp := q.head.ptr()
	if gp != nil {
		q.head = gp.schedlink
		if q.head == 0 {
			q.tail = 0
		}
		gp.schedlink = 0
		q.size--
	}
	return gp
}

func (q *gQueue) popList() gList {
	l := gList{q.head, q.size}
	*q = gQueue{}
	return l
}

// Size of what sits above the first frame of a thread's scheduling stack: its g, kept 16-aligned.
const gSize = (unsafe.Sizeof(g{}) + 63) &^ 63
