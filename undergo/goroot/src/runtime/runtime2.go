// The records every part of the runtime shares: goroutines (g), the threads that
// run them (m), the right to run Go code (p), the scheduler's global state
// (schedt), and what a goroutine waits with (sudog). What deferred calls and panics
// leave behind stands in defer.go and panic.go.
//
// Debuggers and books know these records by the names of their fields; what is there means what it
// means in every Go runtime. None of them is ever freed: allgs, allm and allp hold them, so a
// reference may be a mere number (guintptr, muintptr, puintptr), which atomic
// operations can exchange.

package runtime

import (
	"internal/abi"
	"internal/chacha8rand"
	"internal/runtime/atomic"
	"internal/runtime/sys"
	"unsafe"
)

type guintptr uintptr

func (r guintptr) ptr() *g { return (*g)(unsafe.Pointer(r)) }

func (r *guintptr) set(to *g) { *r = to.guintptr() }

func (r *guintptr) cas(from, to guintptr) bool {
	return atomic.Casuintptr((*uintptr)(r), uintptr(from), uintptr(to))
}

func (gp *g) guintptr() guintptr { return guintptr(unsafe.Pointer(gp)) }

type muintptr uintptr

func (r *muintptr) set(to *m) { *r = muintptr(unsafe.Pointer(to)) }

func (r muintptr) ptr() *m { return (*m)(unsafe.Pointer(r)) }

type puintptr uintptr

func (r *puintptr) set(to *p) { *r = puintptr(unsafe.Pointer(to)) }

func (r puintptr) ptr() *p { return (*p)(unsafe.Pointer(r)) }

func setGNoWB(where **g, gp *g) { *where = gp }

// setMNoWB stores without a write barrier: allm holds every m.
func setMNoWB(where **m, mp *m) { *(*uintptr)(unsafe.Pointer(where)) = uintptr(unsafe.Pointer(mp)) }

// What compiled code makes of functions and interface values.

// A funcval is what a function value points at. The values that a closure has captured follow.
type funcval struct {
	fn uintptr
}

type itab = abi.ITab

// An eface is an interface value without methods.
type eface struct {
	_type *_type
	data  unsafe.Pointer
}

// An iface is one with methods.
type iface struct {
	tab  *itab
	data unsafe.Pointer
}

func efaceOf(value *any) *eface { return (*eface)(unsafe.Pointer(value)) }

// Goroutines.

// Status of a goroutine; the numbers are Go's. Only its own thread changes the status of one that
// runs or is in a system call, only who has taken it off a queue that of a runnable one.
const (
	_Gidle      = 0  // new, not listed yet
	_Grunnable  = 1  // on a queue
	_Grunning   = 2  // has a thread and a p
	_Gsyscall   = 3  // has a thread
	_Gwaiting   = 4  // somebody will call ready
	_Gdead      = 6  // over, or not begun
	_Gpreempted = 9  // not used
	_Gleaked    = 10 // not used: waiting for what nothing can reach
	_Gdeadextra = 11 // not used
)

// gobuf is where a goroutine that does not run left off: stack pointer and resume
// address. mcall fills it, gogo leaves through it (asm_amd64.s).
type gobuf struct {
	sp   uintptr
	pc   uintptr
	g    guintptr
	ctxt unsafe.Pointer // r15: the closure of a goroutine not yet started
	lr   uintptr        // not on this machine
	bp   uintptr
}

// preserved holds the other registers that our calling convention preserves across calls, of a goroutine that does not run.
type preserved struct {
	bx, r12, r13, r14 uintptr

	xmm [16]uint64 // xmm8..xmm15
}

// A stack is the addresses from lo up to, not including, hi.
type stack struct {
	lo uintptr
	hi uintptr
}

// A g has its fields where gc has them, as far as gc has them: assembly and debuggers that know where
// goid or m lies in Go's g find them here. What stands between the fields that we use is kept free for that reason.
type g struct {
	_ sys.NotInHeap // it lies above its stack

	stack       stack
	stackguard0 uintptr // what a user's assembly may look at; no prologue does
	stackguard1 uintptr

	_panic       *_panic     // innermost panic; compiled code knows where (gPanic)
	_defer       *deferframe // innermost active function with defers (gDefer)
	m            *m          // nil unless it runs or is in a system call
	sched        gobuf
	syscallsp    uintptr // where it entered a system call; 0 outside
	syscallpc    uintptr
	syscallbp    uintptr
	_            uintptr
	param        unsafe.Pointer // handed over by who makes it ready
	atomicstatus atomic.Uint32
	_            uint32
	goid         uint64
	schedlink    guintptr   // the next on the list it is on
	waitsince    int64      // debuggers look at it; nothing sets it
	waitreason   waitReason // of one that waits

	preempt          bool // it shall give way
	_                [3]bool
	paniconfault     bool // runtime/debug.SetPanicOnFault
	_                [2]bool
	activeStackChans bool
	_                [2]bool
	coroexit         bool
	isSystem         bool // of the runtime itself: not counted, not shown

	_              [2]uint64
	lockedm        muintptr // the only thread that may run it
	fipsIndicator  uint8    // crypto's, and the next two
	fipsOnlyBypass bool
	ditWanted      bool
	_              [5]byte

	// Set by the signal handler, for the panic that it makes of a fault.
	sig      uint32
	secret   int32
	writebuf []byte // where print goes, instead of standard error
	sigcode0 uintptr
	sigcode1 uintptr
	sigpc    uintptr

	parentGoid uint64
	gopc       uintptr // of the go statement
	ancestors  *[]ancestorInfo
	startpc    uintptr // its function
	_          uintptr
	waiting    *sudog // what it waits with, in lock order
	_          [3]uintptr
	labels     unsafe.Pointer // of profiles
	timer      *timer         // of time.Sleep
	sleepWhen  int64
	selectDone atomic.Uint32 // 1: a case of its select has won
	coroarg    *coro
	bubble     *synctestBubble

	// Ours alone.
	stackSlot *stackSlab // nil for a thread's own stack
	readyAt   int64      // since when it could run, if that is measured
	readySeq  uint32     // how often it could
	leaked    bool       // waits for what nothing can reach that may run (mleak.go)
	saved     preserved

	// For the collector: registers at the entry of a system call or a collection, which count while syscallsp or
	// notedsp is not 0; that says where the stack is in use from.
	noted    preserved
	notedr15 uintptr
	notedsp  uintptr
	gcScan   atomic.Uint32 // gcMarking.scanned: it has been read in this cycle; not part of the record proper
}

// What code generation knows of a g (codegen/defer.py); a wrong figure makes one of the arrays too long or too short.
const (
	gPanic = 32
	gDefer = 40
)

var (
	_ [gPanic]byte = [unsafe.Offsetof(g{}._panic)]byte{}
	_ [gDefer]byte = [unsafe.Offsetof(g{}._defer)]byte{}
)

// gSize is what a thread's g takes above the first frame of its scheduling stack, which is kept 16-aligned.
const gSize = (unsafe.Sizeof(g{}) + 63) &^ 63

// An ancestorInfo is a goroutine that started another, perhaps by way of more.
type ancestorInfo struct {
	goid uint64
	gopc uintptr
	pcs  []uintptr
}

// A sudog stands for a g in a waiting list of a channel or a semaphore; a g in a
// select has one for each case.
type sudog struct {
	g    *g
	next *sudog
	prev *sudog
	elem unsafe.Pointer // data to send or place to receive into; may be on a stack
	c    *hchan

	isSelect bool   // g takes part in a select: selectDone decides who wins
	success  bool   // woken by a value, not by close
	waiters  uint16 // semaRoot: length of the waiting list, saturating
	ticket   uint32

	acquiretime int64
	releasetime int64

	parent   *sudog // semaRoot: tree
	waitlink *sudog // g.waiting list, or semaRoot's list for one address
	waittail *sudog // semaRoot
}

// Threads.

// A mutex is a futex word: 0 free, 1 taken, 2 taken and somebody sleeps.
type mutex struct {
	key uintptr
}

// A note is a one-shot event: notewakeup once, notesleep once.
type note struct {
	key uintptr // 1: it has happened
}

// A throwType says who is to blame for a fatal error, and so how much of the runtime a trace shows.
type throwType uint32

const (
	throwTypeNone    throwType = 0
	throwTypeUser    throwType = 1
	throwTypeRuntime throwType = 2
)

// m.freeWait of a thread that ends: once it is 0 its stack may go.
const (
	freeMStack = 0
	freeMWait  = 2
)

const tlsSlots = 8

type m struct {
	g0      *g // scheduling stack
	gsignal *g // signal stack
	curg    *g // what it runs

	id      int64
	procid  uint64            // the kernel's number
	tls     [tlsSlots]uintptr // the thread's block; fs points to tls[7], g is in tls[6]
	alllink *m                // in allm

	p     puintptr
	nextp puintptr // for it when it wakes up
	oldp  puintptr // left behind by a system call

	park      note
	schedlink muintptr // of parked threads
	spinning  bool     // searches for work; counted in nmspinning
	blocked   bool     // sleeps on a note

	heldLocks  heldLocks
	locks      int32  // while it is not 0, the goroutine stays on the thread and the p
	preemptoff string // while it is not empty, too
	mallocing  int32
	throwing   throwType
	dying      int32
	traceback  uint8
	printlock  int8

	mstartfn func()
	freeWait atomic.Uint32
	freelink *m

	// The only goroutine that it may run, and who wants that: the program, the runtime.
	lockedg   guintptr
	lockedExt uint32
	lockedInt uint32

	// For park_m.
	waitunlockf func(*g, unsafe.Pointer) bool
	waitlock    unsafe.Pointer

	mOS
	sigmask       sigset
	newSigstack   bool // minit has made the signal stack
	signalPending atomic.Uint32
	caughtsig     guintptr // ran when the signal came that ends the program
	profilehz     int32

	chacha8   chacha8rand.State
	cheaprand uint64

	// In a host's process.
	isextra    bool // borrowed by a thread of the host
	needextram bool
	ncgo       int32 // calls to the host under way
}

// ps.

// Status of a p; the numbers are Go's.
const (
	_Pidle    = 0 // has no thread
	_Prunning = 1
	_Psyscall = 2 // its thread is in a system call: may be taken
	_Pgcstop  = 3 // the world is stopped
	_Pdead    = 4 // GOMAXPROCS shrank
)

type p struct {
	id     int32
	status uint32
	m      muintptr
	link   puintptr // of idle ones

	preempt     bool   // it shall enter the scheduler soon
	schedtick   uint32 // counts the goroutines it has run
	syscalltick uint32 // counts its system calls
	sysmontick  sysmontick

	// See runq.go.
	runnext  guintptr
	runqhead uint32
	runqtail uint32
	runq     [256]guintptr

	timers timers
	mcache *mcache
	wbBuf  wbBuf

	// Kept for reuse without a lock.
	gFree     gList
	stackFree stackList
	sudogs    sudogList

	idleSince         int64
	goidcache         uint64 // the last number given to a goroutine
	goidcacheend      uint64
	goroutinesCreated uint64
	userStart         uintptr // entry of a function known to be the user's, see startsSystem

	// For marking: of who marks on this p, how the worker does that was given to it, and for how long fractional ones did in this cycle.
	marker         marker
	workerMode     markMode
	fractionalTime int64
}

// The scheduler.

type schedt struct {
	lock mutex

	runq gQueue

	// Parked threads, and counts of threads: ever made, ended, waiting for their own goroutine, not counted by checkdead.
	midle        muintptr
	nmidle       int32
	mnext        int64
	nmfreed      int64
	nmidlelocked int32
	nmsys        int32
	maxmcount    int32
	freem        *m // ended, stacks not freed yet

	pidle        puintptr
	npidle       atomic.Int32
	nmspinning   atomic.Int32
	needspinning atomic.Uint32 // 1: the next thread that would give up its p shall search instead

	lastpoll   atomic.Int64 // time of the last network poll; 0 while a thread sleeps in it
	pollUntil  atomic.Int64 // until when; 0 without limit
	pollingNet atomic.Int32

	// Stopping the world: ps that still have to halt.
	gcwaiting atomic.Bool
	stopwait  int32
	stopnote  note

	sysmonlock mutex
	sysmonwait atomic.Bool
	sysmonnote note

	// What ps had too much of.
	gFree struct {
		lock mutex
		list gList
	}
	stackFree struct {
		lock mutex
		list stackList
	}
	sudoglock mutex
	sudogs    sudogList

	goidgen           atomic.Uint64
	ngsys             atomic.Int32 // goroutines with isSystem
	goroutinesCreated atomic.Uint64

	profilehz        int32
	customGOMAXPROCS bool // set by the program or its environment
}

var (
	sched         schedt
	allm          *m
	gomaxprocs    int32
	newprocs      int32 // what gomaxprocs shall be once the world is started
	numCPUStartup int32

	allpLock   mutex // held to change what follows, or to read it without a p
	allp       []*p
	idlepMask  pMask // ps that are on the idle list
	timerpMask pMask // ps that may have timers

	islibrary bool // loaded into somebody else's process
)

const framepointer_enabled = true

// What to do about a signal, a set.
const (
	_SigNotify   = 0x01 // os/signal may have it
	_SigKill     = 0x02 // otherwise exit quietly
	_SigThrow    = 0x04 // otherwise exit loudly
	_SigPanic    = 0x08 // from the kernel: panic
	_SigDefault  = 0x10 // not watched unless asked for
	_SigSetStack = 0x40 // a host's handler must run on our signal stack
	_SigUnblock  = 0x80 // never masked
	_SigIgn      = 0x100
)

// A waitReason says what a goroutine waits for. Numbers and texts are Go's; those that
// nothing here waits for are left out.
type waitReason uint8

const (
	waitReasonZero                  waitReason = 0
	waitReasonIOWait                waitReason = 2
	waitReasonPanicWait             waitReason = 6
	waitReasonGCAssistWait          waitReason = 7
	waitReasonGCSweepWait           waitReason = 8
	waitReasonGCScavengeWait        waitReason = 9
	waitReasonFinalizerWait         waitReason = 10
	waitReasonForceGCIdle           waitReason = 11
	waitReasonSemacquire            waitReason = 13
	waitReasonSleep                 waitReason = 14
	waitReasonChanReceiveNilChan    waitReason = 15
	waitReasonChanSendNilChan       waitReason = 16
	waitReasonSelectNoCases         waitReason = 17
	waitReasonSelect                waitReason = 18
	waitReasonChanReceive           waitReason = 19
	waitReasonChanSend              waitReason = 20
	waitReasonSyncCondWait          waitReason = 21
	waitReasonSyncMutexLock         waitReason = 22
	waitReasonSyncRWMutexRLock      waitReason = 23
	waitReasonSyncRWMutexLock       waitReason = 24
	waitReasonSyncWaitGroupWait     waitReason = 25
	waitReasonWaitForGCCycle        waitReason = 27
	waitReasonGCWorkerIdle          waitReason = 28
	waitReasonCoroutine             waitReason = 38
	waitReasonSynctestRun           waitReason = 40
	waitReasonSynctestWait          waitReason = 41
	waitReasonSynctestChanReceive   waitReason = 42
	waitReasonSynctestChanSend      waitReason = 43
	waitReasonSynctestSelect        waitReason = 44
	waitReasonSynctestWaitGroupWait waitReason = 45
	waitReasonCleanupWait           waitReason = 46
)

var waitReasonStrings = [...]string{
	waitReasonIOWait:    "IO wait",
	waitReasonPanicWait: "panicwait",
	waitReasonSleep:     "sleep",
	waitReasonCoroutine: "coroutine",

	waitReasonGCAssistWait:   "GC assist wait",
	waitReasonGCSweepWait:    "GC sweep wait",
	waitReasonWaitForGCCycle: "wait for GC cycle",
	waitReasonGCWorkerIdle:   "GC worker (idle)",
	waitReasonGCScavengeWait: "GC scavenge wait",
	waitReasonFinalizerWait:  "finalizer wait",
	waitReasonForceGCIdle:    "force gc (idle)",
	waitReasonCleanupWait:    "cleanup wait",

	waitReasonChanReceive:        "chan receive",
	waitReasonChanReceiveNilChan: "chan receive (nil chan)",
	waitReasonChanSend:           "chan send",
	waitReasonChanSendNilChan:    "chan send (nil chan)",
	waitReasonSelect:             "select",
	waitReasonSelectNoCases:      "select (no cases)",

	waitReasonSemacquire:        "semacquire",
	waitReasonSyncMutexLock:     "sync.Mutex.Lock",
	waitReasonSyncRWMutexLock:   "sync.RWMutex.Lock",
	waitReasonSyncRWMutexRLock:  "sync.RWMutex.RLock",
	waitReasonSyncWaitGroupWait: "sync.WaitGroup.Wait",
	waitReasonSyncCondWait:      "sync.Cond.Wait",

	// In a synctest bubble: (durable) if only another goroutine of the bubble can end it.
	waitReasonSynctestRun:           "synctest.Run",
	waitReasonSynctestWait:          "synctest.Wait",
	waitReasonSynctestChanReceive:   "chan receive (durable)",
	waitReasonSynctestChanSend:      "chan send (durable)",
	waitReasonSynctestSelect:        "select (durable)",
	waitReasonSynctestWaitGroupWait: "sync.WaitGroup.Wait (durable)",
}

func (w waitReason) String() string {
	if int(w) < len(waitReasonStrings) {
		return waitReasonStrings[w]
	}
	return "unknown wait reason"
}

// isMutexWait: the time it takes counts as contention.
func (w waitReason) isMutexWait() bool {
	return w == waitReasonSyncMutexLock || w == waitReasonSyncRWMutexLock || w == waitReasonSyncRWMutexRLock
}

// isIdleInSynctest: a goroutine of a synctest bubble that waits so can only be
// woken from inside the bubble.
func (w waitReason) isIdleInSynctest() bool {
	switch {
	case w >= waitReasonSynctestRun && w <= waitReasonSynctestWaitGroupWait:
		return true
	case w >= waitReasonSleep && w <= waitReasonSelectNoCases: // sleep, and what blocks for ever
		return true
	}
	return w == waitReasonSyncCondWait || w == waitReasonCoroutine
}

// A traceBlockReason is what an execution trace would say about who goes to sleep.
type traceBlockReason uint8

const (
	traceBlockForever  traceBlockReason = 1
	traceBlockNet      traceBlockReason = 2
	traceBlockSelect   traceBlockReason = 3
	traceBlockCondWait traceBlockReason = 4
	traceBlockSync     traceBlockReason = 5
	traceBlockChanSend traceBlockReason = 6
	traceBlockChanRecv traceBlockReason = 7
	traceBlockSystemGoroutine traceBlockReason = 10
	traceBlockSleep    traceBlockReason = 14
	traceBlockSynctest traceBlockReason = 16
)
