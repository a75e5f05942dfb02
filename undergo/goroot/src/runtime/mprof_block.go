// The block and mutex profiles: how long goroutines waited, and for whom, by call stack.
// An event shorter than the rate is recorded with a probability, with a weight that
// makes up for those left out. Ticks are nanoseconds.
package runtime

import (
	"internal/profilerecord"
	"internal/runtime/atomic"
	_ "unsafe" // for linkname
)

// An eventBucket holds the events of one call stack.
type eventBucket struct {
	next, all *eventBucket
	hash      uintptr
	count     float64
	ticks     int64
	stack     []uintptr
}

const eventTableSize = 1021

// An eventProfile is a table of buckets by stack, all of them in a list.
type eventProfile struct {
	lock  mutex
	table [eventTableSize]*eventBucket
	all   *eventBucket
	n     int
}

var (
	blockProfile, mutexProfile         eventProfile
	blockprofilerate, mutexprofilerate int64
)

// SetBlockProfileRate controls the fraction of blocking events that are reported: one
// for each rate nanoseconds spent blocked. 1: all, 0 and less: none.
func SetBlockProfileRate(rate int) {
	atomic.Storeint64(&blockprofilerate, int64(max(rate, 0)))
}

// SetMutexProfileFraction has one of rate contention events reported, none for 0;
// negative: only read the current rate, which it returns.
func SetMutexProfileFraction(rate int) int {
	old := atomic.Loadint64(&mutexprofilerate)
	if rate >= 0 {
		atomic.Storeint64(&mutexprofilerate, int64(rate))
	}
	return int(old)
}

// blockclock is the time when something may block and the profile is on, else 0.
func blockclock() int64 {
	if atomic.Loadint64(&blockprofilerate) > 0 {
		return nanotime()
	}
	return 0
}

// blockedsince records that the goroutine waited from t0, blockclock's result, until now.
func blockedsince(t0 int64) {
	if t0 != 0 {
		blockevent(nanotime()-t0, 1)
	}
}

// blockevent records a wait; skip stands for the frames of the runtime, which are found here.
//
//go:linkname blockevent
func blockevent(ticks int64, skip int) {
	ticks = max(ticks, 1)
	rate := atomic.Loadint64(&blockprofilerate)
	if rate <= 0 || rate > ticks && cheaprand64()%rate > ticks {
		return
	}
	count := 1.0
	if ticks < rate {
		count, ticks = float64(rate)/float64(ticks), rate
	}
	blockProfile.add(count, ticks)
}

// mutexevent records that others waited for the lock that the goroutine gives up.
func mutexevent(ticks int64) {
	if rate := atomic.Loadint64(&mutexprofilerate); rate > 0 && (rate == 1 || cheaprand64()%rate == 0) {
		mutexProfile.add(float64(rate), rate*max(ticks, 0))
	}
}

func (p *eventProfile) add(count float64, ticks int64) {
	var pcs [128]uintptr
	stk := eventStack(pcs[:])
	hash := uintptr(len(stk))
	for _, pc := range stk {
		hash = (hash ^ pc) * 0x9e3779b97f4a7c15
		hash ^= hash >> 29
	}
	var fresh *eventBucket
	for {
		lock(&p.lock)
		slot := &p.table[hash%eventTableSize]
		b := *slot
		for b != nil && (b.hash != hash || !sameStack(b.stack, stk)) {
			b = b.next
		}
		if b == nil && fresh != nil {
			b = fresh
			b.next, *slot = *slot, b
			b.all, p.all = p.all, b
			p.n++
		}
		if b != nil {
			b.count += count
			b.ticks += ticks
			unlock(&p.lock)
			return
		}
		unlock(&p.lock)
		fresh = &eventBucket{hash: hash, stack: append([]uintptr(nil), stk...)}
	}
}

func sameStack(a, b []uintptr) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// eventStack is the stack as profiles show it: from the operation on that waited, which
// is a function of the runtime for channels, and of package sync for locks.
func eventStack(pcs []uintptr) []uintptr {
	n := callers(1, pcs)
	first := 0
	for first < n {
		frame, _ := CallersFrames(pcs[first : first+1]).Next()
		name := frame.Function
		if !hasPrefix(name, "runtime.") && !hasPrefix(name, "internal/sync.") && !hasPrefix(name, "sync.runtime_") {
			break
		}
		first++
	}
	if first > 0 {
		switch frame, _ := CallersFrames(pcs[first-1 : first]).Next(); frame.Function {
		case "runtime.chansend1", "runtime.chanrecv1", "runtime.chanrecv2", "runtime.selectgo":
			first--
		}
	}
	return pcs[first:n]
}

// records hands the profile to put, if it has room for size of them.
func (p *eventProfile) records(size int, put func(i int, b *eventBucket)) (n int, ok bool) {
	lock(&p.lock)
	all := p.all
	n = p.n
	unlock(&p.lock)
	if n > size {
		return n, false
	}
	i := 0
	for b := all; b != nil; b = b.all {
		put(i, b)
		i++
	}
	return n, true
}

func (p *eventProfile) stackRecords(r []BlockProfileRecord) (n int, ok bool) {
	return p.records(len(r), func(i int, b *eventBucket) {
		r[i].Count, r[i].Cycles = int64(b.count), b.ticks
		k := copy(r[i].Stack0[:], b.stack)
		clear(r[i].Stack0[k:])
	})
}

func (p *eventProfile) profileRecords(r []profilerecord.BlockProfileRecord) (n int, ok bool) {
	return p.records(len(r), func(i int, b *eventBucket) {
		r[i] = profilerecord.BlockProfileRecord{Count: int64(b.count), Cycles: b.ticks, Stack: b.stack}
	})
}

// BlockProfile returns the blocking profile's records.
func BlockProfile(p []BlockProfileRecord) (n int, ok bool) { return blockProfile.stackRecords(p) }

// MutexProfile returns the mutex profile's records.
func MutexProfile(p []BlockProfileRecord) (n int, ok bool) { return mutexProfile.stackRecords(p) }

//go:linkname pprof_blockProfileInternal
func pprof_blockProfileInternal(p []profilerecord.BlockProfileRecord) (n int, ok bool) {
	return blockProfile.profileRecords(p)
}

//go:linkname pprof_mutexProfileInternal
func pprof_mutexProfileInternal(p []profilerecord.BlockProfileRecord) (n int, ok bool) {
	return mutexProfile.profileRecords(p)
}
