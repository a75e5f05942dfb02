// The CPU profile: SIGPROF, so many times a second of processor time, records where the
// thread was. Handlers write into a ring; runtime/pprof fetches it ten times a second.
//
// A handler may interrupt anybody, the reader of the ring too, so nobody waits for anybody here. A handler
// takes words of the ring by advancing w, fills them, and stores the record's length, which
// is its first word, last of all. The reader stops at a length of 0, which is a record that a handler
// still fills; it leaves zeros where it has read.

package runtime

import (
	"internal/runtime/atomic"
	"unsafe"
)

const (
	maxCPUProfStack  = 64
	cpuprofWords     = 1 << 17
	cpuprofReadEvery = 100e6             // nanoseconds
	cpuprofHeader    = 3                 // words of a record before the stack: length, time, count
	cpuprofMinimum   = cpuprofHeader + 1 // words of the shortest record
)

var cpuprof struct {
	lock    mutex // start, stop, read; no handler takes it
	done    bool  // stopped, but not all read
	header  bool  // still to be read
	hz      int32
	stopped note // wakes the reader, which else looks every cpuprofReadEvery

	on      atomic.Bool
	writers atomic.Int32 // handlers at work on the ring
	lost    atomic.Uint64
	r, w    atomic.Uint64 // words read and taken, since the start

	buf *[cpuprofWords]uint64
	// The labels of the record that begins at word i are tags[i/cpuprofMinimum].
	tags *[cpuprofWords / cpuprofMinimum]unsafe.Pointer
}

// SetCPUProfileRate starts the profile with hz records a second, or ends it: 0.
func SetCPUProfileRate(hz int) {
	hz = min(max(hz, 0), 1000000)
	lock(&cpuprof.lock)
	if hz > 0 {
		if cpuprof.on.Load() || cpuprof.done {
			unlock(&cpuprof.lock)
			print("runtime: cannot set CPU profile rate until previous profile has finished.\n")
			return
		}
		if cpuprof.buf == nil {
			cpuprof.buf = new([cpuprofWords]uint64)
			cpuprof.tags = new([cpuprofWords / cpuprofMinimum]unsafe.Pointer)
		}
		cpuprof.r.Store(0)
		cpuprof.w.Store(0)
		cpuprof.lost.Store(0)
		cpuprof.hz = int32(hz)
		cpuprof.header = true
		cpuprof.on.Store(true)
		setcpuprofilerate(int32(hz))
	} else if cpuprof.on.Load() {
		setcpuprofilerate(0)
		cpuprof.on.Store(false)
		cpuprof.done = true
		notewakeup(&cpuprof.stopped)
	}
	unlock(&cpuprof.lock)
}

// setcpuprofilerate sets the process's timer.
func setcpuprofilerate(hz int32) {
	sched.profilehz = hz
	var it itimerval
	if hz > 0 {
		if atomic.Cas(&handlingSig[_SIGPROF], 0, 1) {
			setsigprof()
		}
		us := 1000000 / int64(hz)
		it.it_interval.tv_sec, it.it_interval.tv_usec = us/1000000, us%1000000
		it.it_value = it.it_interval
	}
	setitimer(_ITIMER_PROF, &it, nil)
}

// sigprof records a stack. It runs in the handler of any thread.
func sigprof(pc, sp, bp uintptr, gp *g, mp *m) {
	if sched.profilehz == 0 {
		return
	}
	var stk [maxCPUProfStack]uintptr
	var u unwinder
	u.initAt(pc, sp, bp, gp, true)
	n := tracebackPCs(&u, 0, stk[:])
	if n == 0 {
		stk[0] = pc + 1
		n = 1
	}
	var tag unsafe.Pointer
	if gp != nil {
		tag = gp.labels
		if gp == mp.g0 && mp.curg != nil {
			tag = mp.curg.labels
		}
	}
	cpuprof.writers.Add(1)
	if cpuprof.on.Load() {
		recordCPUSample(stk[:n], tag)
	}
	cpuprof.writers.Add(-1)
}

// recordCPUSample puts a stack into the ring, or counts it as lost. It runs in the handler.
func recordCPUSample(stk []uintptr, tag unsafe.Pointer) {
	words := uint64(cpuprofHeader + len(stk))
	var start uint64
	for {
		start = cpuprof.w.Load()
		if start+words-cpuprof.r.Load() > cpuprofWords {
			cpuprof.lost.Add(1)
			return
		}
		if cpuprof.w.CompareAndSwap(start, start+words) {
			break
		}
	}
	*cpuprofWord(start + 1) = uint64(nanotime())
	*cpuprofWord(start + 2) = 1
	for i, pc := range stk {
		*cpuprofWord(start + cpuprofHeader + uint64(i)) = uint64(pc)
	}
	*cpuprofTag(start) = tag
	atomic.Store64(cpuprofWord(start), words)
}

func cpuprofWord(at uint64) *uint64 { return &cpuprof.buf[at%cpuprofWords] }

func cpuprofTag(at uint64) *unsafe.Pointer { return &cpuprof.tags[at%cpuprofWords/cpuprofMinimum] }

// takeCPUSample moves the oldest record of the ring to the end of data. Without one that is complete, data
// comes back as it is.
func takeCPUSample(data []uint64) (_ []uint64, tag unsafe.Pointer) {
	start := cpuprof.r.Load()
	if start == cpuprof.w.Load() {
		return data, nil
	}
	words := atomic.Load64(cpuprofWord(start))
	for i := range words {
		word := cpuprofWord(start + i)
		data = append(data, *word)
		*word = 0
	}
	if words > 0 {
		tag, *cpuprofTag(start) = *cpuprofTag(start), nil
	}
	cpuprof.r.Store(start + words)
	return data, tag
}

// runtime_pprof_readProfile returns what came since the last call, and waits until something has; eof at the end.
//
//go:linkname runtime_pprof_readProfile runtime/pprof.readProfile
func runtime_pprof_readProfile() (data []uint64, tags []unsafe.Pointer, eof bool) {
	data, tags, eof = takeCPUSamples()
	for len(data) == 0 && !eof {
		notetsleepg(&cpuprof.stopped, cpuprofReadEvery)
		data, tags, eof = takeCPUSamples()
	}
	return data, tags, eof
}

// takeCPUSamples empties the ring.
func takeCPUSamples() (data []uint64, tags []unsafe.Pointer, eof bool) {
	lock(&cpuprof.lock)
	defer unlock(&cpuprof.lock)
	if !cpuprof.on.Load() && !cpuprof.done {
		return nil, nil, true
	}
	// Whoever starts to write after this finds the profile stopped, if it is.
	last := cpuprof.done && cpuprof.writers.Load() == 0
	if cpuprof.header {
		cpuprof.header = false
		data = append(data, 3, 0, uint64(cpuprof.hz))
		tags = append(tags, nil)
	}
	for {
		record, tag := takeCPUSample(data)
		if len(record) == len(data) {
			break
		}
		data, tags = record, append(tags, tag)
	}
	if lost := cpuprof.lost.Swap(0); lost != 0 {
		data = append(data, cpuprofMinimum, uint64(nanotime()), 0, lost)
		tags = append(tags, nil)
	}
	if last {
		noteclear(&cpuprof.stopped)
		cpuprof.done = false
		eof = true
	}
	return data, tags, eof
}

// CPUProfile is gone; runtime/pprof has what there is.
func CPUProfile() []byte { panic("CPUProfile no longer available") }
