// Timers: time.Sleep, time.Timer, time.Ticker, deadlines of the network poller.
//
// Every p has a heap of timers (a synctest bubble has one of its own); schedule looks at the
// earliest. Two locks: t.mu is taken by who changes a timer; while it is in a heap
// (t.ts), its fields are written only with the heap's lock too, so the one that runs
// timers needs that lock alone. Order: channel lock, t.mu, ts.mu.
//
// A timer with a channel is in a heap only while a goroutine waits on that channel, so that a
// forgotten Ticker is garbage like anything else; otherwise whoever looks at the channel makes the
// timer send what is due (maybeRunChan). After Stop or Reset no old value can be
// received: sends are made under sendLock, carry the sequence number they were scheduled with,
// and what lies in the channel is thrown away.

package runtime

import (
	"internal/runtime/atomic"
	"unsafe"
)

const maxWhen = 1<<63 - 1

type timer struct {
	mu     mutex
	isChan bool // fixed
	isFake bool // fixed: uses a bubble's time

	blocked uint32 // goroutines that wait on the channel

	when   int64 // 0: not running
	period int64 // 0: once

	// What is called; seq makes out whether a call is still wanted, delay is how late it comes.
	seq uintptr
	f   func(arg any, seq uintptr, delay int64)
	arg any

	ts atomic.Pointer[timers] // the heap it is in
	i  int                    // index there

	lot uint32 // in a bubble: which of the timers due at the same moment comes first

	sendLock  mutex
	isSending atomic.Int32
}

// A timeTimer is the runtime's side of time.Timer and time.Ticker.
type timeTimer struct {
	c    unsafe.Pointer
	init bool
	timer
}

type timerWhen struct {
	timer *timer
	when  int64
}

// before orders the heap. A bubble's clock stands still, so that many of its timers are due at one moment: they
// draw lots, lest a program come to rely on an order.
func (tw timerWhen) before(other timerWhen) bool {
	if tw.when == other.when {
		return tw.timer.lot < other.timer.lot
	}
	return tw.when < other.when
}

// timers is a heap, four children a node.
type timers struct {
	mu      mutex
	heap    []timerWhen
	len     atomic.Uint32
	minWhen atomic.Int64 // 0: empty
}

func (ts *timers) lock()   { lock(&ts.mu) }
func (ts *timers) unlock() { unlock(&ts.mu) }

//go:linkname time_now time.now
func time_now() (sec int64, nsec int32, mono int64) {
	sec, nsec = walltime()
	return sec, nsec, nanotime()
}

// time_runtimeNow is time.now with a bubble's clock. That one is no monotonic clock: the difference to a time from
// outside would be the difference of two clocks.
//
//go:linkname time_runtimeNow time.runtimeNow
func time_runtimeNow() (sec int64, nsec int32, mono int64) {
	if b := getg().bubble; b != nil {
		return b.now / 1e9, int32(b.now % 1e9), 0
	}
	return time_now()
}

//go:linkname time_runtimeNano time.runtimeNano
func time_runtimeNano() int64 {
	if b := getg().bubble; b != nil {
		return b.now
	}
	return nanotime()
}

//go:linkname crypto_internal_fips140deps_time_monoTime crypto/internal/fips140deps/time.monoTime
func crypto_internal_fips140deps_time_monoTime() (mono int64) { return nanotime() }

//go:linkname time_runtimeIsBubbled time.runtimeIsBubbled
func time_runtimeIsBubbled() bool { return getg().bubble != nil }

//go:linkname nanotime
func nanotime() int64 { return nanotime1() }

// timeSleep is time.Sleep.
//
//go:linkname timeSleep time.Sleep
func timeSleep(ns int64) {
	if ns <= 0 {
		return
	}
	gp := getg()
	if gp.timer == nil {
		gp.timer = &timer{f: goroutineReady, arg: gp, isFake: gp.bubble != nil}
	}
	gp.sleepWhen = time_runtimeNano() + ns
	if gp.sleepWhen < 0 {
		gp.sleepWhen = maxWhen
	}
	start := resetForSleep
	if gp.timer.isFake {
		// Here and now: a bubble's timers run only when all its goroutines are blocked.
		start(gp, nil)
		start = nil
	}
	gopark(start, nil, waitReasonSleep, traceBlockSleep, 1)
}

// resetForSleep starts the timer once the goroutine has stopped.
func resetForSleep(gp *g, _ unsafe.Pointer) bool {
	gp.timer.reset(gp.sleepWhen, 0)
	return true
}

func goroutineReady(arg any, _ uintptr, _ int64) { goready(arg.(*g), 2) }

func (t *timer) init(f func(arg any, seq uintptr, delay int64), arg any) {
	t.f = f
	t.arg = arg
}

// newTimer is what time.NewTimer, AfterFunc and NewTicker call.
//
//go:linkname newTimer time.newTimer
func newTimer(when, period int64, f func(arg any, seq uintptr, delay int64), arg any, c *hchan) *timeTimer {
	t := &timeTimer{init: true}
	t.isFake = getg().bubble != nil
	if c != nil {
		t.isChan = true
		c.timer = &t.timer
	}
	t.modify(when, period, f, arg, 0)
	return t
}

// checkBubble stops the program if a bubble's timer is used outside.
func (t *timeTimer) checkBubble(what string) {
	if t.isFake && getg().bubble == nil {
		fatal(what + " of synctest timer from outside bubble")
	}
}

//go:linkname stopTimer time.stopTimer
func stopTimer(t *timeTimer) (pending bool) {
	t.checkBubble("stop")
	return t.stop()
}

//go:linkname resetTimer time.resetTimer
func resetTimer(t *timeTimer, when, period int64) (pending bool) {
	t.checkBubble("reset")
	return t.reset(when, period)
}

// lockHeap locks the heap t is in, if it is in one. t.mu is held.
func (t *timer) lockHeap() *timers {
	for {
		ts := t.ts.Load()
		if ts == nil {
			return nil
		}
		ts.lock()
		if t.ts.Load() == ts {
			return ts
		}
		ts.unlock()
	}
}

func (t *timer) hchan() *hchan {
	if !t.isChan {
		return nil
	}
	// The argument is the channel, as an interface.
	return (*hchan)(efaceOf(&t.arg).data)
}

// beginChange and endChange surround what changes a timer. No send is under way meanwhile.
func (t *timer) beginChange() {
	if t.isChan {
		lock(&t.sendLock)
	}
	lock(&t.mu)
}

// outdate makes what was scheduled before invalid. It reports whether a send was about to be made: then the
// timer has not fired yet, seen from outside. t.mu is held.
func (t *timer) outdate(period int64) bool {
	if !t.isChan {
		return false
	}
	t.seq++
	return period == 0 && t.isSending.Load() > 0
}

// endChange unlocks, and throws away a value nobody received, about which it reports.
func (t *timer) endChange() bool {
	unlock(&t.mu)
	if !t.isChan {
		return false
	}
	drained := timerchandrain(t.hchan())
	unlock(&t.sendLock)
	return drained
}

// stop reports whether the timer was running.
func (t *timer) stop() bool {
	t.beginChange()
	ts := t.lockHeap()
	pending := t.when > 0
	t.when = 0
	if ts != nil {
		ts.remove(t)
		ts.unlock()
	}
	unfired := t.outdate(t.period)
	return t.endChange() || unfired || pending
}

func (t *timer) reset(when, period int64) bool {
	return t.modify(when, period, nil, nil, 0)
}

// modify sets the timer; f of nil keeps function and argument. It reports whether the timer was
// running.
func (t *timer) modify(when, period int64, f func(arg any, seq uintptr, delay int64), arg any, seq uintptr) bool {
	if when <= 0 || period < 0 {
		throw("timer when must be positive, period must be non-negative")
	}
	t.beginChange()
	ts := t.lockHeap()
	pending := t.when > 0
	oldPeriod := t.period
	t.when, t.period = when, period
	if f != nil {
		t.f, t.arg, t.seq = f, arg, seq
	}
	wake := false
	if ts != nil {
		wake = ts.moved(t)
		ts.unlock()
	}
	unfired := t.outdate(oldPeriod)
	if ts == nil && (!t.isChan || t.blocked > 0) {
		if t.isFake && t.runInBubble() {
			return pending || unfired
		}
		wake = t.add()
	}
	drained := t.endChange()
	if wake {
		wakeNetPoller(when)
	}
	return drained || unfired || pending
}

// runInBubble runs a bubble's timer that is due at once, since the bubble's time stands still; it comes back
// unlocked then.
func (t *timer) runInBubble() bool {
	b := getg().bubble
	if b == nil {
		throw("fake timer executing with no bubble")
	}
	if t.when > b.now {
		return false
	}
	systemstack(func() {
		if t.isChan {
			unlock(&t.sendLock)
		}
		t.unlockAndRun(b.now, b)
	})
	return true
}

// add puts t, whose lock is held, into the local heap. It reports whether t is now the first.
func (t *timer) add() bool {
	if netpollInited.Load() == 0 {
		// Who waits for timers waits in the poller.
		netpollGenericInit()
	}
	mp := acquirem()
	var ts *timers
	if t.isFake {
		b := getg().bubble
		if b == nil {
			throw("invalid timer: fake time but no syncgroup")
		}
		ts = &b.timers
	} else {
		pp := mp.p.ptr()
		timerpMask.set(pp.id)
		ts = &pp.timers
	}
	ts.lock()
	ts.insert(t)
	first := t.i == 0 && !t.isFake
	ts.unlock()
	releasem(mp)
	return first
}

// The heap. ts.mu is held.

func (ts *timers) insert(t *timer) {
	t.ts.Store(ts)
	if t.isFake {
		t.lot = cheaprand()
	}
	t.i = len(ts.heap)
	ts.heap = append(ts.heap, timerWhen{t, t.when})
	ts.siftUp(t.i)
	ts.update()
}

func (ts *timers) remove(t *timer) {
	i := t.i
	last := len(ts.heap) - 1
	if i != last {
		ts.heap[i] = ts.heap[last]
		ts.heap[i].timer.i = i
	}
	ts.heap[last] = timerWhen{}
	ts.heap = ts.heap[:last]
	t.ts.Store(nil)
	if i != last && ts.siftUp(i) == i {
		ts.siftDown(i)
	}
	ts.update()
}

// moved puts t, whose time changed, where it belongs; it reports whether it is now the first.
func (ts *timers) moved(t *timer) bool {
	ts.heap[t.i].when = t.when
	if i := t.i; ts.siftUp(i) == i {
		ts.siftDown(i)
	}
	ts.update()
	return t.i == 0
}

func (ts *timers) update() {
	ts.len.Store(uint32(len(ts.heap)))
	if len(ts.heap) == 0 {
		ts.minWhen.Store(0)
	} else {
		ts.minWhen.Store(ts.heap[0].when)
	}
}

const timerHeapN = 4

func (ts *timers) siftUp(i int) int {
	h := ts.heap
	tw := h[i]
	if tw.when <= 0 {
		throw("bad timer heap")
	}
	for i > 0 {
		p := (i - 1) / timerHeapN
		if !tw.before(h[p]) {
			break
		}
		h[i] = h[p]
		h[i].timer.i = i
		i = p
	}
	h[i] = tw
	tw.timer.i = i
	return i
}

func (ts *timers) siftDown(i int) {
	h := ts.heap
	n := len(h)
	tw := h[i]
	for {
		c := i*timerHeapN + 1
		if c >= n {
			break
		}
		m := c
		for j := c + 1; j < min(c+timerHeapN, n); j++ {
			if h[j].before(h[m]) {
				m = j
			}
		}
		if !h[m].before(tw) {
			break
		}
		h[i] = h[m]
		h[i].timer.i = i
		i = m
	}
	h[i] = tw
	tw.timer.i = i
}

// take moves all timers of src here. The world is stopped.
func (ts *timers) take(src *timers) {
	if len(src.heap) == 0 {
		return
	}
	for _, tw := range src.heap {
		ts.insert(tw.timer)
	}
	src.heap = nil
	src.update()
}

// wakeTime is when the first timer is due, 0 for never.
func (ts *timers) wakeTime() int64 { return ts.minWhen.Load() }

// check runs what is due. It returns the time, if it had to ask for it, when the next timer is
// due, and whether one ran.
func (ts *timers) check(now int64, bubble *synctestBubble) (rnow, pollUntil int64, ran bool) {
	pollUntil = ts.wakeTime()
	if pollUntil != 0 && now == 0 {
		now = nanotime()
	}
	if pollUntil == 0 || now < pollUntil {
		return now, pollUntil, false
	}
	ts.lock()
	for len(ts.heap) > 0 && ts.heap[0].when <= now {
		ts.runFirst(now, bubble)
		ran = true
	}
	pollUntil = ts.wakeTime()
	ts.unlock()
	return now, pollUntil, ran
}

// run runs the first timer if it is due: 0; else it returns when it will be, -1 for never.
func (ts *timers) run(now int64, bubble *synctestBubble) int64 {
	if len(ts.heap) == 0 {
		return -1
	}
	if w := ts.heap[0].when; w > now {
		return w
	}
	ts.runFirst(now, bubble)
	return 0
}

// runFirst runs the first timer, without the lock meanwhile.
func (ts *timers) runFirst(now int64, bubble *synctestBubble) {
	t := ts.heap[0].timer
	f, arg, seq, delay := t.fire(now)
	if t.when == 0 {
		ts.remove(t)
	} else {
		ts.moved(t)
	}
	ts.unlock()
	t.call(f, arg, seq, delay, bubble)
	ts.lock()
}

// fire takes what has to be called and sets the next time.
func (t *timer) fire(now int64) (f func(any, uintptr, int64), arg any, seq uintptr, delay int64) {
	delay = now - t.when
	next := int64(0)
	if t.period > 0 {
		next = t.when + t.period*(1+delay/t.period)
		if next < 0 {
			next = maxWhen
		}
	}
	t.when = next
	if t.isChan && t.period == 0 {
		t.isSending.Add(1)
	}
	return t.f, t.arg, t.seq, delay
}

// call calls a timer's function, on the scheduling stack; in a bubble the scheduling goroutine counts
// as one of the bubble's meanwhile.
func (t *timer) call(f func(any, uintptr, int64), arg any, seq uintptr, delay int64, bubble *synctestBubble) {
	if bubble == nil {
		t.send(f, arg, seq, delay)
		return
	}
	gp := getg()
	if gp.bubble != nil {
		throw("a scheduling goroutine is in a bubble already")
	}
	gp.bubble = bubble
	bubble.changegstatus(gp, _Gdead, _Grunning)
	t.send(f, arg, seq, delay)
	bubble.changegstatus(gp, _Grunning, _Gdead)
	gp.bubble = nil
}

// send calls the function, for a channel's timer only if it was not changed since fire.
func (t *timer) send(f func(any, uintptr, int64), arg any, seq uintptr, delay int64) {
	if !t.isChan {
		f(arg, seq, delay)
		return
	}
	lock(&t.sendLock)
	if t.period == 0 && t.isSending.Add(-1) < 0 {
		throw("mismatched isSending updates")
	}
	if t.seq == seq {
		f(arg, seq, delay)
	}
	unlock(&t.sendLock)
}

// unlockAndRun runs a timer that is in no heap; t.mu is held.
func (t *timer) unlockAndRun(now int64, bubble *synctestBubble) {
	f, arg, seq, delay := t.fire(now)
	unlock(&t.mu)
	t.call(f, arg, seq, delay, bubble)
}

// timeSleepUntil is when the first timer of all is due.
func timeSleepUntil() int64 {
	first := int64(maxWhen)
	lock(&allpLock)
	for _, pp := range allp {
		if pp != nil && pp.timers.wakeTime() != 0 {
			first = min(first, pp.timers.wakeTime())
		}
	}
	unlock(&allpLock)
	return first
}

// maybeRunChan makes the timer of c send if it is due and not in a heap.
func (t *timer) maybeRunChan(c *hchan) {
	if t.isFake && getg().bubble != c.bubble {
		fatal("synctest timer accessed from outside bubble")
	}
	if t.ts.Load() != nil {
		// Somebody waits, and who runs the heap takes care of it.
		return
	}
	lock(&t.mu)
	now := nanotime()
	if t.isFake {
		now = getg().bubble.now
	}
	if t.ts.Load() != nil || t.when == 0 || t.when > now {
		unlock(&t.mu)
		return
	}
	systemstack(func() { t.unlockAndRun(now, c.bubble) })
}

// blockTimerChan: one more goroutine waits on the timer's channel, which is locked.
func blockTimerChan(c *hchan) {
	t := c.timer
	if t.isFake && c.bubble != getg().bubble {
		fatal("synctest timer accessed from outside bubble")
	}
	lock(&t.mu)
	t.blocked++
	wake := false
	when := t.when
	if t.blocked == 1 && when > 0 && t.ts.Load() == nil {
		wake = t.add()
	}
	unlock(&t.mu)
	if wake {
		wakeNetPoller(when)
	}
}

func unblockTimerChan(c *hchan) {
	t := c.timer
	lock(&t.mu)
	if !t.isChan || t.blocked == 0 {
		throw("timer data corruption")
	}
	t.blocked--
	if t.blocked == 0 {
		if ts := t.lockHeap(); ts != nil {
			ts.remove(t)
			ts.unlock()
		}
	}
	unlock(&t.mu)
}
