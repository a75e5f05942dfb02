// Where processors' time goes, and how long goroutines wait for one and the world stands still, for runtime/metrics and MemStats.
package runtime

import "internal/runtime/atomic"

// cpuTimes are nanoseconds, one for each processor at a time.
var cpuTimes struct {
	// What the collector and the scavenger have taken.
	pause, assist, dedicated, idleMark atomic.Int64
	scavengeAssist, scavengeBackground atomic.Int64

	// sched.lock guards these: ps without work, up to the last change of each; the time of all ps up to since; the most that
	// users were told to have had.
	idle, all, since, user int64
}

// cpuSplit is how processors' time divides. The parts add up to total.
type cpuSplit struct {
	assist, dedicated, idleMark, pause, gc   int64
	scavengeAssist, scavengeBackground, scav int64
	idle, user, total                        int64
}

func (c *cpuSplit) read() {
	t := &cpuTimes
	lock(&sched.lock)
	now := nanotime()
	c.total = t.all
	if t.since != 0 {
		c.total += (now - t.since) * int64(gomaxprocs)
	}
	c.idle = t.idle
	for pp := sched.pidle.ptr(); pp != nil; pp = pp.link.ptr() {
		c.idle += now - pp.idleSince
	}
	c.assist, c.dedicated, c.idleMark, c.pause = t.assist.Load(), t.dedicated.Load(), t.idleMark.Load(), t.pause.Load()
	c.gc = c.assist + c.dedicated + c.idleMark + c.pause
	c.scavengeAssist, c.scavengeBackground = t.scavengeAssist.Load(), t.scavengeBackground.Load()
	c.scav = c.scavengeAssist + c.scavengeBackground
	// What was begun and is not counted yet looks like the program's until it ends: that must not make its time go back.
	t.user = max(t.user, c.total-c.gc-c.scav-c.idle)
	c.user = t.user
	c.total = c.gc + c.scav + c.idle + c.user
	unlock(&sched.lock)
}

// noteProcs is called before the number of ps changes. sched.lock is held.
func noteProcs() {
	now := nanotime()
	if cpuTimes.since != 0 {
		cpuTimes.all += (now - cpuTimes.since) * int64(gomaxprocs)
	}
	cpuTimes.since = now
}

// noteIdle is called when a p becomes idle, noteBusy when it is taken. sched.lock is held.
func (pp *p) noteIdle() { pp.idleSince = nanotime() }
func (pp *p) noteBusy() { cpuTimes.idle += nanotime() - pp.idleSince }

// Durations of stops, by whether the collector wanted them, from the wish on: until all had stopped, and until the world went on.
var stopTimes struct {
	stoppingGC, stoppingOther, totalGC, totalOther timeHistogram
}

func (r stwReason) isGC() bool { return len(r) >= 2 && r[:2] == "GC" }

// noteStopped is called when all have stopped.
func (w *worldStop) noteStopped() {
	h := &stopTimes.stoppingOther
	if w.reason.isGC() {
		h = &stopTimes.stoppingGC
	}
	h.record(nanotime() - w.asked)
}

// noteStarted is called when the world goes on.
func (w *worldStop) noteStarted() {
	d := nanotime() - w.asked
	if w.reason.isGC() {
		stopTimes.totalGC.record(d)
		cpuTimes.pause.Add(d * int64(gomaxprocs))
	} else {
		stopTimes.totalOther.record(d)
	}
}

// How long goroutines that can run wait until they do. One in so many waits is measured.
const latencySample = 8

var readyLatency timeHistogram

// noteRunnable is called when a goroutine can run.
func (gp *g) noteRunnable() {
	if gp.readySeq++; gp.readySeq%latencySample == 0 {
		gp.readyAt = nanotime()
	}
}

// noteRunning is called when it does.
func (gp *g) noteRunning() {
	if gp.readyAt != 0 {
		readyLatency.record(nanotime() - gp.readyAt)
		gp.readyAt = 0
	}
}

// mutexWait is how long goroutines have waited for sync.Mutex and sync.RWMutex, in nanoseconds.
var mutexWait atomic.Int64

// schedCounts is how many goroutines there are, by what they do, and threads.
type schedCounts struct {
	all, running, runnable, outside, waiting, created, threads uint64
}

func (c *schedCounts) read() {
	lock(&sched.lock)
	for mp := allm; mp != nil; mp = mp.alllink {
		if gp := mp.curg; gp != nil {
			switch readgstatus(gp) {
			case _Grunning:
				c.running++
			case _Gsyscall:
				c.outside++
			}
		}
	}
	c.runnable = uint64(sched.runq.size)
	c.created = sched.goroutinesCreated.Load()
	for _, pp := range allp {
		c.created += atomic.Load64(&pp.goroutinesCreated)
		head, tail := atomic.Load(&pp.runqhead), atomic.Load(&pp.runqtail)
		c.runnable += uint64(min(tail-head, uint32(len(pp.runq))))
		if atomic.Loaduintptr((*uintptr)(&pp.runnext)) != 0 {
			c.runnable++
		}
	}
	c.all = uint64(gcount(true))
	c.waiting = c.all - min(c.all, c.running+c.runnable+c.outside)
	c.threads = uint64(mcount())
	unlock(&sched.lock)
}
