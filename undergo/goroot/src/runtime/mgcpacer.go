// When a collection starts, and how much who allocates has to mark.
//
// The goal is where marking should be over: what was live grown by GOGC percent (variables count as live),
// or what GOMEMLIMIT leaves. A collection starts before that (trigger), by as much as the program is expected to allocate until all is
// marked; that is learnt from the last collections: bytes allocated for each byte marked, while workers had their share
// of the processors. It does not start before seven tenths of the way to the goal, nor later than at 95 percent.
//
// While marking is under way, a goroutine marks for each byte that it takes so much that what is expected to be left is marked when the heap
// reaches the goal.
//
// Under GOMEMLIMIT collections may not take more than half of the processors' time: if they do, the goal goes above the
// limit (limiter).
package runtime

type pacer struct {
	consMark float64 // bytes allocated for each byte read by workers at their share of processors
	scanned  uintptr // bytes read by the last collection
	expected uintptr // bytes that this one will read
	begun    uintptr // heapLive when marking began
	grown    uintptr // by how much it has grown until marking was over
	limiter  cpuLimiter
}

// setGCGoal decides at which size of the heap the next collection starts, and ends. The world is stopped, or
// the program has not begun.
func setGCGoal() {
	c := &gcController
	goal := ^uintptr(0)
	if percent := c.percent; percent >= 0 {
		goal = c.marked + (c.marked+globalsSize())/100*uintptr(percent)
		goal = max(goal, heapMinimum*uintptr(percent)/100, c.marked+leastRunway)
	}
	if c.limit < 1<<62 {
		goal = min(goal, max(c.limitGoal(), c.marked+c.marked/16+leastRunway))
	}
	c.goal = goal
	c.trigger.Store(c.triggerFor(goal))
}

// leastRunway is how much can be allocated, at least, from one collection to the next.
const leastRunway = 256 << 10

// limitGoal is what GOMEMLIMIT leaves to objects.
func (c *gcControllerState) limitGoal() uintptr {
	other := nonHeapMemory() + mheap_.inUse - min(mheap_.inUse, c.heapLive.Load())
	room := uintptr(0)
	if uintptr(c.limit) > other {
		room = uintptr(c.limit) - other
	}
	room -= min(room/16, 1<<20)
	if c.limiter.on() {
		room = max(room, c.marked+c.marked/2)
	}
	return room
}

// triggerFor is where a collection starts that shall be over at goal.
func (c *gcControllerState) triggerFor(goal uintptr) uintptr {
	if goal == ^uintptr(0) || debug.gcstoptheworld > 0 {
		return goal
	}
	way := goal - min(goal, c.marked)
	runway := uintptr(c.consMark * float64(c.scanned))
	return min(max(goal-min(goal, runway), c.marked+way/10*7), c.marked+way/20*19)
}

// beginCycle is called when marking begins.
func (c *gcControllerState) beginCycle() {
	c.begun = c.heapLive.Load()
	c.expected = c.scanned
	if c.expected == 0 {
		c.expected = c.begun
	}
	beginWorkers()
}

// measure learns from a collection whose marking has ended.
func (c *gcControllerState) measure(t *gcTimes) {
	c.scanned = gcMarking.work.Load()
	g := &gcWorkers
	procs := int64(gomaxprocs)
	spent := g.assistTime.Load() + g.workTime.Load() + g.idleTime.Load()
	var total int64
	if t.onlyOne {
		total = (t.sweepAt - t.stop) * procs
	} else {
		// What was idle anyway does not count.
		total = (t.concurrent-t.stop)*procs + (t.sweepAt-t.stop2)*procs + spent - g.idleTime.Load()
		duration := t.stop2 - t.concurrent
		allocated := c.grown
		if duration > 0 && c.scanned > 0 && spent > 0 {
			share := float64(spent) / float64(duration*procs)
			share = max(min(share, 0.95), 0.05)
			// Bytes allocated by the processors that the program had, and read by those that marked.
			rate := float64(allocated) / (1 - share) * share / float64(c.scanned)
			rate *= (1 - gcUtilization) / gcUtilization
			c.consMark = (c.consMark + rate) / 2
		}
	}
	gcStats.cpuTime += total
	c.limiter.note(t.sweepAt, total)
}

// assistFor is how many bytes who takes size bytes has to read.
func (c *gcControllerState) assistFor(size uintptr) uintptr {
	done := gcMarking.work.Load()
	live := c.heapLive.Load()
	left := max(uintptr(64<<10), c.begun/16) // more is alive than was expected
	if c.expected > done {
		left = max(left, c.expected-done)
	}
	if c.goal == ^uintptr(0) {
		return size
	}
	room := c.goal/16 + pageSize // the heap is above its goal
	if c.goal > live {
		room = max(room, c.goal-live)
	}
	return min(uintptr(float64(size)*float64(left)/float64(room))+1, mostAssist)
}

// mostAssist is how much one allocation has to mark at most.
const mostAssist = 1 << 20

// A cpuLimiter is a bucket that collections fill with their time and the program empties with its own: when it is full, collections take more than
// half of the time.
type cpuLimiter struct {
	fill int64
	last int64
	full bool
}

// on: the limit on memory gives way.
func (l *cpuLimiter) on() bool { return l.full }

// note adds a collection that has taken total of the processors' time, which ends now.
func (l *cpuLimiter) note(now, total int64) {
	size := int64(gomaxprocs) * 1_000_000_000
	if l.last != 0 {
		elapsed := (now - l.last) * int64(gomaxprocs)
		l.fill += 2*total - elapsed
		l.fill = min(max(l.fill, 0), size)
	}
	l.last = now
	if l.fill == size {
		l.full = true
	} else if l.fill < size/2 {
		l.full = false
	}
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
