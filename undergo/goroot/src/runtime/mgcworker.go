// Who marks while the program runs: workers, and goroutines that allocate.
//
// Workers are goroutines of the runtime, as many as there are ps. The scheduler runs one
//
//   - on some ps until the world is to be stopped (dedicated), and on each for a part of the time (fractional), so that
//     together they take a quarter of GOMAXPROCS;
//   - on a p that has nothing else to do (idle).
//
// A goroutine that allocates while marking is under way marks in proportion (gcAssist), so that all is marked when
// the heap has reached its goal. It may take for that what workers have done more than they had to.
//
// Workers that wait are in gcWorkers.idle. Whoever finds that nothing is left ends marking (gcMarkDone).
package runtime

import (
	"internal/runtime/atomic"
	"unsafe"
)

var gcWorkers struct {
	lock    mutex
	idle    gList
	started int32

	dedicated  atomic.Int32 // ps that still should have a worker for themselves
	fractional float64      // part of each p's time
	credit     atomic.Int64 // bytes read by workers, and not yet taken by who allocates

	// Goroutines that have allocated much and found nothing to mark, until there is credit. assistLock guards them.
	assistLock mutex
	assists    gList
	waiting    atomic.Int32

	// Time of processors.
	assistTime, workTime, idleTime atomic.Int64
}

const (
	gcUtilization = 0.25
	// A fractional worker works as long at a time, at most.
	fractionalSlice = 1_000_000
)

// beginWorkers divides the work. The world is stopped.
func beginWorkers() {
	g := &gcWorkers
	total := float64(gomaxprocs) * gcUtilization
	dedicated := int32(total + 0.5)
	// A small number is rounded too badly: then for a part of the time on each.
	if off := float64(dedicated)/total - 1; off < -0.3 || off > 0.3 {
		if float64(dedicated) > total {
			dedicated--
		}
		g.fractional = (total - float64(dedicated)) / float64(gomaxprocs)
	} else {
		g.fractional = 0
	}
	g.dedicated.Store(dedicated)
	g.credit.Store(0)
	g.assistTime.Store(0)
	g.workTime.Store(0)
	g.idleTime.Store(0)
	for _, pp := range allp {
		pp.fractionalTime = 0
	}
}

// startWorkers makes the workers that are missing, and gets one to run. Marking has just begun.
func startWorkers() {
	g := &gcWorkers
	for {
		lock(&g.lock)
		missing := g.started < gomaxprocs
		if missing {
			g.started++
		}
		unlock(&g.lock)
		if !missing {
			break
		}
		go gcBgMarkWorker()
	}
	systemstack(wakep)
}

// gcBgMarkWorker is the life of a worker.
func gcBgMarkWorker() {
	for {
		gopark(workerParked, nil, waitReasonGCWorkerIdle, traceBlockSystemGoroutine, 1)
		mp := getg().m
		pp := mp.p.ptr()
		mode := pp.workerMode
		start := nanotime()
		over := false
		systemstack(func() { over = pp.mark(mode, 0, start) })
		spent := nanotime() - start
		switch g := &gcWorkers; mode {
		case markDedicated:
			g.dedicated.Add(1)
			g.workTime.Add(spent)
		case markFractional:
			pp.fractionalTime += spent
			g.workTime.Add(spent)
		default:
			g.idleTime.Add(spent)
		}
		if over && markingLooksOver() {
			gcMarkDone()
		}
	}
}

func workerParked(gp *g, _ unsafe.Pointer) bool {
	g := &gcWorkers
	lock(&g.lock)
	g.idle.push(gp)
	unlock(&g.lock)
	return true
}

// mark marks as long as the mode says; true: there was nothing left. goal: for markAssist.
func (pp *p) mark(mode markMode, goal uintptr, start int64) (over bool) {
	m, g := &gcMarking, &gcWorkers
	w := &pp.marker
	m.running.Add(1)
	if !gcMarking.on {
		m.running.Add(-1)
		return false
	}
	w.begin(mode)
	w.workGoal = goal
	if mode == markAssist {
		w.checkAt = min(w.checkAt, goal)
	}
	w.until = start + fractionalSlice
	if mode == markDedicated {
		// The p's goroutines run elsewhere.
		if !runqempty(pp) {
			lock(&sched.lock)
			sched.runq.join(runqdrain(pp))
			unlock(&sched.lock)
			wakep()
		}
	}
	if debug.gcstress > 0 && mode != markAssist {
		w.dawdle()
	}
	over = w.drain()
	work := w.work
	w.end()
	if mode == markAssist {
		g.credit.Add(int64(work) - int64(goal))
	} else {
		g.credit.Add(int64(work))
	}
	m.running.Add(-1)
	if g.waiting.Load() != 0 && (over || g.credit.Load() > 0) {
		wakeAssists()
	}
	return over
}

// dawdle takes time, so that under GODEBUG=gcstress the program does much while marking is under way.
func (w *marker) dawdle() {
	for end := nanotime() + int64(cheaprandn(200_000)); nanotime() < end && !sched.gcwaiting.Load(); {
		procyield(30)
	}
}

// markingLooksOver: nothing is left to mark, but for what barriers may bring up.
func markingLooksOver() bool {
	return gcMarking.on && gcMarking.running.Load() == 0 && gcMarking.offered.Load() == 0 && !rootsLeft()
}

// markWorkLeft: there is something that a worker can do.
func markWorkLeft() bool {
	return gcMarking.offered.Load() != 0 || rootsLeft() || gcMarking.running.Load() == 0 && gcCycle.ending.Load() == 0
}

// workerFor gives a worker that shall run on pp now, or nil.
func workerFor(pp *p) *g {
	g := &gcWorkers
	if !markWorkLeft() {
		return nil
	}
	mode := markDedicated
	if !takeOne(&g.dedicated) {
		if g.fractional == 0 {
			return nil
		}
		elapsed := nanotime() - gcCycle.times.mark
		if elapsed <= 0 || float64(pp.fractionalTime) > g.fractional*float64(elapsed) {
			return nil
		}
		mode = markFractional
	}
	gp := worker(pp, mode)
	if gp == nil && mode == markDedicated {
		g.dedicated.Add(1)
	}
	return gp
}

// idleWorkerFor gives a worker for a p that has nothing else to do, or nil.
func idleWorkerFor(pp *p) *g {
	if !markWorkLeft() {
		return nil
	}
	return worker(pp, markIdle)
}

// worker gives a worker that waits, runnable, or nil.
func worker(pp *p, mode markMode) *g {
	g := &gcWorkers
	lock(&g.lock)
	gp := g.idle.pop()
	unlock(&g.lock)
	if gp == nil {
		return nil
	}
	pp.workerMode = mode
	casgstatus(gp, _Gwaiting, _Grunnable)
	return gp
}

// takeOne decrements a number that is positive.
func takeOne(n *atomic.Int32) bool {
	for {
		v := n.Load()
		if v <= 0 {
			return false
		}
		if n.CompareAndSwap(v, v-1) {
			return true
		}
	}
}

// otherWork: an idle worker shall stop.
func otherWork() bool {
	pp := getg().m.p.ptr()
	timer := pp.timers.wakeTime()
	return !runqempty(pp) || !sched.runq.empty() || timer != 0 && timer <= nanotime()
}

// gcAssist marks for a goroutine that is about to take size bytes.
func gcAssist(size uintptr) {
	if !gcMarking.on || !gcAllowed() {
		return
	}
	g := &gcWorkers
	goal := gcController.assistFor(size)
	for first := true; gcMarking.on; first = false {
		if c := g.credit.Load(); c >= int64(goal) {
			g.credit.Add(-int64(goal))
			return
		}
		over := false
		systemstack(func() {
			start := nanotime()
			over = getg().m.p.ptr().mark(markAssist, goal, start)
			g.assistTime.Add(nanotime() - start)
		})
		if over && markingLooksOver() {
			gcMarkDone()
			return
		}
		allocPreempt()
		if !over {
			return
		}
		// Others have all that is left. Far above the goal it is better to wait than to take more.
		if !first || gcController.heapLive.Load() < gcController.goal+gcController.goal/8 {
			return
		}
		if gcController.goal == ^uintptr(0) || !waitForCredit() {
			return
		}
	}
}

// waitForCredit sleeps until somebody has marked something; false: there is no need.
func waitForCredit() bool {
	g := &gcWorkers
	lock(&g.assistLock)
	g.waiting.Add(1)
	if gcMarking.running.Load() == 0 || g.credit.Load() > 0 || !gcMarking.on {
		g.waiting.Add(-1)
		unlock(&g.assistLock)
		return false
	}
	g.assists.push(getg())
	goparkunlock(&g.assistLock, waitReasonGCAssistWait, traceBlockSystemGoroutine, 1)
	return true
}

// wakeAssists lets all go on that wait for credit.
func wakeAssists() {
	g := &gcWorkers
	var list gList
	lock(&g.assistLock)
	list, g.assists = g.assists, list
	g.waiting.Add(-list.size)
	unlock(&g.assistLock)
	systemstack(func() { injectglist(&list) })
}
