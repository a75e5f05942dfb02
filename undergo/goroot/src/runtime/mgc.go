// Garbage collection: when, and in which order.
//
// The collector marks while the program runs and sweeps while it goes on. It does not move objects. The heap
// and global variables are read exactly (the allocator knows every object's pointers, the linker
// every variable's), stacks and saved registers conservatively: a word there that is an address inside an
// object keeps the object.
//
// A collection:
//
//  1. What the last one left to sweep is swept. The world is stopped, pools are emptied, caches give their spans
//     back (clearCaches), writeBarrier.enabled is set, the records of threads are read, and the world goes on (gcStart).
//  2. Marking (mgcmark.go): from variables, stacks, g records and specials to all that can be reached; by workers
//     and by who allocates (mgcworker.go).
//  3. When nothing is left to read the world is stopped once more (gcMarkDone). What barriers have noted is marked. If that
//     brings up more than a little, marking goes on as before. Else writeBarrier.enabled is cleared, caches give their
//     spans back, the next goal is set (mgcpacer.go) and the world goes on.
//  4. Sweeping (mgcsweep.go), span by span: mark bits become allocation bits, what hangs on dead objects (finalizers,
//     cleanups, weak pointers) is dealt with, empty spans go back to the heap.
//
// Of a small heap all of marking is done in the first stop, and there is no second one. GODEBUG=gcstoptheworld=1 has it so for
// any, with a thread for each processor; with 2 sweeping is done in it, too.
//
// Why nothing gets lost. Marking finds a snapshot: all that could be reached in the first stop; what is allocated afterwards is
// marked at once. So it needs to know only of pointers that are overwritten (mwbbuf.go), not of those written. The
// snapshot is complete because
//
//   - a pointer in the heap or in a variable is read by a marker before it is overwritten, or else what was there is shaded
//     by who overwrites it: afterwards, but before the next stop;
//   - a stack, and the registers and the record that go with it, is read before its goroutine runs again: g.gcScan
//     says whether it has been. Its own thread reads it if nobody has (execute, exitsyscall, coroswitch_m). A
//     goroutine that is new in this cycle has nothing but what its creator had;
//   - a goroutine that is stopped by a signal may hold an old value that it has not yet handed over: its registers and
//     its topmost frame are shaded there (asyncPreempt_m);
//   - a special refers to what was there in the first stop or is new; a queued call is shaded when it leaves the queue; the
//     object of a weak pointer is shaded when it is asked for.
//
// What is allocated meanwhile is marked before it can be taken for an object in use: a cache marks all objects of a run when it takes the
// run, before the span's freeindex says that they are in use, a large object is marked before its span has a limit. A marker
// that finds the mark never reads them, so it does not matter when their headers and bitmaps are written. What a cache
// has left is unmarked in the second stop.
//
// What must hold:
//
//   - The world stands still only where every goroutine is outside the allocator, and outside any
//     function of the runtime: there a pointer may for a moment be where nobody looks (preempt.go).
//   - A goroutine that does not run has all that it holds on its stack above gobuf.sp, or, from entersyscall until it runs
//     again, above syscallsp, or in its g: mcall saves the registers that calls preserve (g.saved), asyncPreempt all of
//     them on the stack, entersyscall notes them where a later mcall leaves them alone (g.noted).
//   - Records outside the heap that refer to objects are g (roots), specials (roots), the queues of finalizers
//     and cleanups (roots); others refer to nothing in it.
//   - A pointer lives in a register or on a stack as an address inside its object. Optimizations that keep only a
//     derived address are off (codegen/llvm.py).
//   - A collection starts only on a user goroutine that holds no lock: gcAllowed.
//   - Marking is under way exactly while gcMarking.on is set, which changes only in a stop; writeBarrier.enabled is set then, too. gcsema is held all that
//     time; so GOMAXPROCS stays. Every span is swept.
//   - In a stop no marker holds objects: all are in gcMarking.full. Marking is over when there are none, no root is left, nobody marks,
//     and, in a stop, the barriers' buffers bring up none.
//
// GODEBUG=gccheckmark=1 marks once more, in the second stop, from all roots, and throws if it finds an object
// that is not marked (mgccheck.go).
package runtime

import (
	"internal/cpu"
	"internal/runtime/atomic"
	"unsafe"
)

type (
	limiterEvent     struct{}
	pageCache        struct{}
)

// The least heap at which a collection starts with GOGC=100.
const heapMinimum = 4 << 20

// gcController knows when to collect.
var gcController gcControllerState

type gcControllerState struct {
	enabled bool // the program has begun

	percent int32 // GOGC; negative: off
	limit   int64 // GOMEMLIMIT

	heapLive atomic.Uintptr // bytes of objects that were live after the last collection, and of what was cached since
	trigger  atomic.Uintptr // a collection starts when heapLive is as much
	goal     uintptr        // where it should be over
	marked   uintptr        // bytes live after the last collection
	pacer

	stress uint32 // GODEBUG=gcstress: slow allocations since the last collection
}

// poolCleanup empties the pools of package sync.
var poolCleanup func()

//go:linkname sync_runtime_registerPoolCleanup sync.runtime_registerPoolCleanup
func sync_runtime_registerPoolCleanup(f func()) { poolCleanup = f }

//go:linkname boring_registerCache crypto/internal/boring/bcache.registerCache
func boring_registerCache(p unsafe.Pointer) {}

const heapObjectsCanMove_ = false

//go:linkname heapObjectsCanMove
func heapObjectsCanMove() bool { return heapObjectsCanMove_ }

func gcinit() {
	if debug.gcaudit > 0 {
		debug.gcstoptheworld = 2 // it compares what stands still
	}
	wbXsave = cpu.X86.HasOSXSAVE
	c := &gcController
	c.percent = readGOGC()
	c.limit = 1<<63 - 1
	if s := gogetenv("GOMEMLIMIT"); s != "" && s != "off" {
		n, ok := parseByteCount(s)
		if !ok {
			print("GOMEMLIMIT=", s, "\n")
			throw("malformed GOMEMLIMIT; see `go doc runtime/debug.SetMemoryLimit`")
		}
		c.limit = n
	}
	setGCGoal()
}

func readGOGC() int32 {
	s := gogetenv("GOGC")
	if s == "off" {
		return -1
	}
	if n, ok := atoi32(s); ok {
		return n
	}
	return 100
}

// gcenable lets collections begin and starts the goroutines that serve them.
func gcenable() {
	if islibrary {
		return // what a host holds is not known
	}
	started := make(chan bool)
	go bgscavenge(started)
	go bgsweep(started)
	go forcegchelper(started)
	<-started
	<-started
	<-started
	gcController.enabled = true
}

// gcWanted: it is time for a collection, and the caller may start one.
func gcWanted() bool {
	c := &gcController
	if gcMarking.on {
		return false
	}
	if debug.gcstress > 0 && c.enabled {
		if c.stress++; c.stress >= uint32(debug.gcstress) && gcAllowed() {
			c.stress = 0
			return true
		}
	}
	return c.heapLive.Load() >= c.trigger.Load() && gcAllowed()
}

// gcAllowed: the caller is a goroutine that may stop the world.
func gcAllowed() bool {
	gp := getg()
	mp := gp.m
	return gcController.enabled && gp == mp.curg && mp.locks == 0 && mp.mallocing == 0 && mp.preemptoff == "" && mp.p != 0 &&
		panicking.Load() == 0 && readgstatus(gp) == _Grunning
}

// allocPreempt gives way when the goroutine has been asked to: one that does little but allocate is seldom found where it
// can be stopped.
func allocPreempt() {
	if getg().preempt && gcAllowed() {
		mcall(gopreempt_m)
	}
}

// gcFromMalloc starts a collection, unless one is under way or somebody keeps it from beginning.
func gcFromMalloc() {
	if cansemacquire(&gcsema) {
		gcStart(gcByHeap)
	}
}

// gcForMemory collects because memory is out, unless somebody else has done so meanwhile. false: it cannot.
func gcForMemory() bool {
	if !gcAllowed() {
		return false
	}
	seen := atomic.Load(&gcStats.cycles)
	semacquire(&gcsema)
	if atomic.Load(&gcStats.cycles) != seen {
		semrelease(&gcsema)
	} else {
		gcWaitMarked(gcStart(gcByHeap))
	}
	sweepAll()
	return true
}

// GC runs a garbage collection and blocks the caller until the garbage
// collection is complete. It may also block the entire
// program.
func GC() {
	if !gcController.enabled {
		return
	}
	semacquire(&gcsema) // waits for the one that is under way
	gcWaitMarked(gcStart(gcByCall))
	sweepAll()
	memProfileSwept()
	wakeAfterSweep()
	Gosched() // as with gc, what the collection has made ready, finalizers above all, gets its turn
}

// Who wanted a collection.
type gcReason uint8

const (
	gcByHeap gcReason = iota // the heap has grown
	gcByCall                 // runtime.GC
	gcByTime                 // two minutes have gone by
)

// gcCycle is what is known of the collection under way.
var gcCycle struct {
	reason gcReason
	before uintptr // gcController.heapLive when it began
	goal   uintptr // gcController.goal at that time
	times  gcTimes
	ending atomic.Uint32 // somebody is about to end marking

	lock    mutex
	waiters gList // for the end of marking
}

// A gcTimes holds when the parts of a collection began. Of one that has only one stop marking and the second stop begin and
// end in it.
type gcTimes struct {
	stop, mark      int64 // the first stop was asked for, marking began
	concurrent      int64 // the world went on
	stop2, end      int64 // the second stop was asked for, the world may go on
	sweepAt         int64 // marking was over
	paused          int64 // time of all stops
	onlyOne         bool  // there was one stop
}

// gcStart begins a collection, and ends it if there is little to mark. The caller holds gcsema, which whoever ends it releases. It
// returns the collection's number.
func gcStart(reason gcReason) (cycle uint32) {
	sweepAll()
	semacquire(&worldsema)
	over := false
	callNoted(func() {
		w := stopTheWorldHeld(stwGC)
		if poolCleanup != nil {
			poolCleanup()
		}
		systemstack(func() {
			sweepAll() // somebody else may have collected before we got worldsema
			cycle = atomic.Load(&gcStats.cycles)
			gcCycle.times = gcTimes{stop: w.asked}
			clearCaches()
			memProfileSwept()
			checkHeap()
			gcCycle.reason, gcCycle.before, gcCycle.goal = reason, gcController.heapLive.Load(), gcController.goal
			gcCycle.times.mark = nanotime()
			if over = beginMarking(); over {
				gcCycle.times.onlyOne = true
				endMarking()
			} else {
				now := nanotime()
				gcCycle.times.concurrent = now
				gcCycle.times.paused = now - gcCycle.times.stop
			}
		})
		startTheWorld(w)
	})
	if over {
		afterMarking()
	} else {
		startWorkers()
	}
	return cycle
}

// gcMarkDone ends marking if nothing is left to mark. The caller is a goroutine that may stop the world.
func gcMarkDone() {
	if gcCycle.ending.Swap(1) != 0 {
		return
	}
	semacquire(&worldsema)
	if !markingLooksOver() {
		gcCycle.ending.Store(0)
		semrelease(&worldsema)
		return
	}
	over := false
	callNoted(func() {
		w := stopTheWorldHeld(stwGC)
		systemstack(func() {
			gcCycle.times.stop2 = w.asked
			if over = finishMarking(); over {
				endMarking()
			} else {
				gcCycle.times.paused += nanotime() - w.asked
			}
		})
		gcCycle.ending.Store(0)
		startTheWorld(w)
	})
	if over {
		afterMarking()
	}
}

// endMarking turns to sweeping. The world is stopped, and all that can be reached is marked.
func endMarking() {
	t, c := &gcCycle.times, &gcController
	if debug.gcaudit > 0 {
		auditEnd()
	}
	if debug.gccheckmark > 0 {
		checkMarks()
	}
	for _, pp := range allp {
		if pp.mcache != nil {
			pp.mcache.flush()
		}
	}
	writeBarrier.enabled, gcMarking.on = false, false
	c.marked = gcMarking.bytes.Load()
	c.grown = c.heapLive.Load() - c.begun
	c.heapLive.Store(c.marked)
	t.sweepAt = nanotime()
	c.measure(t)
	setGCGoal()
	memProfileMarked()
	beginSweep()
	if debug.gcstoptheworld > 1 {
		sweepAll()
	}
	if debug.gcaudit > 0 {
		auditBegin()
	}
	t.end = nanotime()
	if t.onlyOne {
		t.paused = t.end - t.stop
	} else {
		t.paused += t.end - t.stop2
	}
	noteCollection(gcCycle.reason, gcCycle.before, t)
}

// afterMarking is called once the world runs again: the next collection may begin, who waits for this one goes on, and so does
// what a collection leaves to do.
func afterMarking() {
	var list gList
	lock(&gcCycle.lock)
	list, gcCycle.waiters = gcCycle.waiters, list
	unlock(&gcCycle.lock)
	systemstack(func() { injectglist(&list) })
	if gcWorkers.waiting.Load() != 0 {
		wakeAssists()
	}
	semrelease(&gcsema)
	wakeSweeper()
	if debug.gcstoptheworld > 0 {
		startHelpers()
	}
}

// gcWaitMarked waits until the marking of a collection is over.
func gcWaitMarked(cycle uint32) {
	lock(&gcCycle.lock)
	if atomic.Load(&gcStats.cycles) != cycle {
		unlock(&gcCycle.lock)
		return
	}
	gcCycle.waiters.push(getg())
	goparkunlock(&gcCycle.lock, waitReasonWaitForGCCycle, traceBlockSystemGoroutine, 1)
}

// clearCaches empties what is cached for goroutines: objects not yet given out are free again, and what is
// only kept for reuse can go.
func clearCaches() {
	for _, pp := range allp {
		if pp.mcache != nil {
			pp.mcache.flush()
		}
		pp.sudogs = sudogList{}
	}
	sched.sudogs = sudogList{}
}

//go:noescape
func callNoted(fn func())

func clearBelow()

//go:linkname setGCPercent runtime/debug.setGCPercent
func setGCPercent(in int32) (out int32) {
	w := stopTheWorld(stwGOMAXPROCS)
	out = gcController.percent
	gcController.percent = max(in, -1)
	setGCGoal()
	startTheWorld(w)
	return out
}

//go:linkname setMemoryLimit runtime/debug.setMemoryLimit
func setMemoryLimit(in int64) (out int64) {
	w := stopTheWorld(stwGOMAXPROCS)
	out = gcController.limit
	if in >= 0 {
		gcController.limit = in
		setGCGoal()
	}
	startTheWorld(w)
	return out
}

//go:linkname runtime_debug_freeOSMemory runtime/debug.freeOSMemory
func runtime_debug_freeOSMemory() {
	GC()
	systemstack(func() { scavenge(0, ^uintptr(0)) })
}

// Collections without need: one every two minutes, so that what hangs on dead objects is not forgotten.

const forceGCPeriod = 2 * 60 * 1_000_000_000

var forcegc struct {
	lock mutex
	g    *g
	idle atomic.Bool
}

// forcegchelper collects when sysmon says so.
func forcegchelper(started chan<- bool) {
	forcegc.g = getg()
	started <- true
	for {
		lock(&forcegc.lock)
		forcegc.idle.Store(true)
		goparkunlock(&forcegc.lock, waitReasonForceGCIdle, traceBlockSystemGoroutine, 1)
		semacquire(&gcsema)
		gcStart(gcByTime)
	}
}

// sysmonForceGC wakes forcegchelper if it is time. It runs on sysmon's thread.
func sysmonForceGC(now int64) {
	last := int64(atomic.Load64(&gcStats.lastMonotonic))
	if last == 0 || now-last < forceGCPeriod || gcController.percent < 0 || !forcegc.idle.Load() {
		return
	}
	lock(&forcegc.lock)
	forcegc.idle.Store(false)
	var list gList
	list.push(forcegc.g)
	unlock(&forcegc.lock)
	asRunning(func() { injectglist(&list) })
}
