// Garbage collection: when, and in which order.
//
// The collector marks and sweeps while the world is stopped. It does not move objects. The heap
// and global variables are read exactly (the allocator knows every object's pointers, the linker
// every variable's), stacks and saved registers conservatively: a word there that is an address inside an
// object keeps the object.
//
// A collection, all of it on the scheduling stack of the thread that started it:
//
//  1. the world is stopped, pools are emptied, caches give their spans back (clearCaches);
//  2. marking (mgcmark.go): from variables, stacks, g records and specials to all that can be reached;
//  3. sweeping (mgcsweep.go): mark bits become allocation bits, what hangs on dead objects (finalizers,
//     cleanups, weak pointers) is dealt with, empty spans go back to the heap;
//  4. the next goal is set, the world goes on, the scavenger and finalizers are woken.
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
package runtime

import (
	"internal/runtime/atomic"
	"unsafe"
)

type (
	wbBuf            struct{}
	gcMarkWorkerMode int
	limiterEvent     struct{}
	pageCache        struct{}
)

var writeBarrier struct {
	enabled bool
	pad     [3]byte
	alignme uint64
}

// The least heap at which a collection starts with GOGC=100.
const heapMinimum = 4 << 20

// gcController knows when to collect.
var gcController struct {
	enabled bool // the program has begun

	percent int32 // GOGC; negative: off
	limit   int64 // GOMEMLIMIT

	heapLive atomic.Uintptr // bytes of objects that were live after the last collection, and of what was cached since
	trigger  atomic.Uintptr // a collection starts when heapLive is as much
	goal     uintptr        // as told in statistics
	marked   uintptr        // bytes live after the last collection

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
	go forcegchelper(started)
	<-started
	<-started
	gcController.enabled = true
}

// setGCGoal decides at which size of the heap the next collection starts. The world is stopped, or
// the program has not begun.
func setGCGoal() {
	c := &gcController
	goal := ^uintptr(0)
	if percent := c.percent; percent >= 0 {
		goal = c.marked + (c.marked+globalsSize())/100*uintptr(percent)
		goal = max(goal, heapMinimum*uintptr(percent)/100)
	}
	if c.limit < 1<<62 {
		// What the limit leaves to objects. It must not make the program collect all the time.
		other := nonHeapMemory() + mheap_.inUse - min(mheap_.inUse, c.heapLive.Load())
		room := uintptr(0)
		if uintptr(c.limit) > other {
			room = uintptr(c.limit) - other
		}
		room -= min(room/16, 1<<20)
		goal = min(goal, max(room, c.marked+c.marked/16+64<<10))
	}
	c.goal = goal
	c.trigger.Store(goal)
}

// globalsSize is how many bytes of variables are roots.
func globalsSize() (n uintptr) {
	for md := &firstmoduledata; md != nil; md = md.next {
		n += uintptr(md.gcdatamask.n+md.gcbssmask.n) * 8
	}
	return n
}

// nonHeapMemory is what the runtime has taken from the system for other things than objects.
func nonHeapMemory() uintptr {
	m := &memstats
	return uintptr(m.other_sys.load() + m.stacks_sys.load() + m.mspan_sys.load() + m.gcMiscSys.load() + m.mcache_sys.load() + m.buckhash_sys.load())
}

// gcWanted: it is time for a collection, and the caller may start one.
func gcWanted() bool {
	c := &gcController
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

// gcFromMalloc collects, unless the world is just being stopped by somebody else.
func gcFromMalloc() {
	if !cansemacquire(&worldsema) {
		return
	}
	collect(gcByHeap)
}

// gcForMemory collects because memory is out, unless somebody else has done so meanwhile. false: it cannot.
func gcForMemory() bool {
	if !gcAllowed() {
		return false
	}
	seen := atomic.Load(&gcStats.cycles)
	semacquire(&worldsema)
	if atomic.Load(&gcStats.cycles) != seen {
		semrelease(&worldsema)
		return true
	}
	collect(gcByHeap)
	return true
}

// GC runs a garbage collection and blocks the caller until the garbage
// collection is complete. It may also block the entire
// program.
func GC() {
	if !gcController.enabled {
		return
	}
	semacquire(&worldsema)
	collect(gcByCall)
}

// Who wanted a collection.
type gcReason uint8

const (
	gcByHeap gcReason = iota // the heap has grown
	gcByCall                 // runtime.GC
	gcByTime                 // two minutes have gone by
)

// A gcTimes holds when the parts of a collection began.
type gcTimes struct {
	stop, mark, sweep, end int64
}

// collect runs a collection. The caller holds worldsema.
func collect(reason gcReason) {
	callNoted(func() {
		w := stopTheWorldHeld(stwGC)
		t := gcTimes{stop: w.asked}
		if poolCleanup != nil {
			poolCleanup()
		}
		before := gcController.heapLive.Load()
		systemstack(func() {
			clearCaches()
			t.mark = nanotime()
			markAll()
			t.sweep = nanotime()
			memProfileMarked()
			sweepAll()
			memProfileSwept()
			checkHeap()
			setGCGoal()
			t.end = nanotime()
		})
		noteCollection(reason, before, &t)
		startTheWorld(w)
	})
	wakeAfterGC()
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

// wakeAfterGC starts what a collection leaves to do.
func wakeAfterGC() {
	wakeFinalizers()
	wakeScavenger()
	startHelpers()
}

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
		semacquire(&worldsema)
		collect(gcByTime)
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
