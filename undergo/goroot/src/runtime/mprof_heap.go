// The heap profile: a sample of allocations, by the call stack that made them, and of those how many were freed.
//
// On average one in MemProfileRate bytes is sampled. The distance from one sampled byte to the next is random with an
// exponential distribution, which knows nothing of what came before; so each class of objects in each cache can have a distance of
// its own, and all of them together are as one. That costs the usual allocation nothing: a run of free objects that
// the cache takes (mcache.takeRun) ends before the object with the sampled byte, which is then a run by itself, and whoever takes
// it from there is in the slow path anyway.
//
// A sampled object has a special (mspecial.go) that refers to its bucket: the record of a stack and a size. Allocations are known
// at once, but what has died only when a collection has swept. So that the two fit together, a bucket keeps counts of three
// periods, which end where marking ends: what is allocated counts for the period under way, what is freed for the one
// before, which is shown once all is swept.
package runtime

import (
	"internal/profilerecord"
	"internal/runtime/sys"
	"unsafe"
)

// MemProfileRate controls the fraction of memory allocations that are recorded in the memory profile: one sample
// for each MemProfileRate bytes on average. 1: every block, 0: none. A program should set it once, as early as possible. (Code
// generation calls memProfileRateSet after each assignment.)
var MemProfileRate int = 512 * 1024

// memCounts are sampled objects of a bucket.
type memCounts struct {
	allocs, frees uintptr
}

// A memBucket is what is known of objects of a size allocated by a stack. Its program counters follow it in memory.
type memBucket struct {
	_     sys.NotInHeap
	next  *memBucket // in the table
	all   *memBucket // in the list of all
	hash  uintptr
	size  uintptr
	depth uintptr

	shown  memCounts
	coming [memPeriods]memCounts // by the number of the period
}

const (
	memTableSize = 1 << 14
	memPeriods   = 3
	memMaxDepth  = 128
)

type memProfileState struct {
	lock    mutex
	table   *[memTableSize]*memBucket
	all     *memBucket
	period  uint32 // the one that was shown last
	swept   uint32 // the last one of which all was swept when it was shown
	lastSet int    // MemProfileRate, as caches know it
}

var memProfile = memProfileState{lastSet: 512 * 1024}

func (b *memBucket) stack() []uintptr {
	return unsafe.Slice((*uintptr)(add(unsafe.Pointer(b), unsafe.Sizeof(memBucket{}))), b.depth)
}

// memSampleRate is how many bytes there are to a sample; 0: none is taken.
func memSampleRate() uintptr {
	if MemProfileRate <= 0 || !mainStarted {
		return 0
	}
	return uintptr(MemProfileRate)
}

// memSampleDistance draws how many bytes on the next sample is, at least 1.
func memSampleDistance(rate uintptr) uintptr {
	if rate == 1 {
		return 1
	}
	const most = 1 << 50
	d := -lnUniform() * float64(rate)
	return 1 + uintptr(min(d, most))
}

// lnUniform is the logarithm of a random number in (0, 1].
func lnUniform() float64 {
	n := cheaprandu64()>>11 + 1 // of 53 bits
	k := sys.Len64(n) - 1
	m := float64(n) / float64(uint64(1)<<k) // in [1, 2)
	t := (m - 1) / (m + 1)
	sum, power := 0.0, t
	for i := 1; i < 24; i += 2 {
		sum += power / float64(i)
		power *= t * t
	}
	return 2*sum + float64(k-53)*0.6931471805599453
}

// A memSampler decides which objects of a cache are sampled.
type memSampler struct {
	rate uintptr                  // what left was drawn for
	left [numSpanClasses]uintptr // bytes to the next sampled one, which counts, from the end of the cached run; 0: not drawn
	due  bool                     // the run that was just taken is the object to be sampled
}

// before says how many objects of a class are to be given out before the next sampled one; many, if more than room bytes.
func (m *memSampler) before(spc spanClass, size, room uintptr) uintptr {
	if rate := memSampleRate(); rate != m.rate {
		m.rate = rate
		clear(m.left[:])
	}
	if m.rate == 0 {
		return ^uintptr(0)
	}
	if m.left[spc] == 0 {
		m.left[spc] = memSampleDistance(m.rate)
	}
	if m.left[spc] > room {
		return ^uintptr(0)
	}
	return (m.left[spc] - 1) / size
}

// take tells that n objects were taken when before said how many come before the next sampled one.
func (m *memSampler) take(spc spanClass, size, n, before uintptr) {
	if m.rate == 0 {
		return
	}
	if before == 0 {
		m.due = true
		m.left[spc] = memSampleDistance(m.rate)
		return
	}
	m.left[spc] -= n * size
}

// giveBack tells that bytes of a run were not given out.
func (m *memSampler) giveBack(spc spanClass, bytes uintptr) {
	if m.left[spc] != 0 {
		m.left[spc] += bytes
	}
}

// large tells whether an object with a span of its own is sampled.
func (m *memSampler) large(size uintptr) bool {
	before := m.before(0, size, size)
	if m.rate == 0 {
		return false
	}
	m.take(0, size, 1, before)
	due := m.due
	m.due = false
	return due
}

// memProfileRateSet is called by compiled code after an assignment to MemProfileRate. What caches hold was taken
// for the old rate.
func memProfileRateSet() {
	if memProfile.lastSet == MemProfileRate || !mainStarted {
		return
	}
	w := stopTheWorld(stwMemProfileRate)
	memProfile.lastSet = MemProfileRate
	systemstack(func() {
		for _, pp := range allp {
			if pp.mcache != nil {
				pp.mcache.flush()
			}
		}
	})
	startTheWorld(w)
}

// profileAlloc records the object of size bytes at x. One that is allocated while the thread holds a lock of the runtime is left
// out: the lock may be one of those that are needed here.
//
//go:noinline
func profileAlloc(x, size uintptr) {
	if getg().m.locks != 0 {
		return
	}
	mp := acquirem()
	var pcs [memMaxDepth + 8]uintptr
	stk := allocStack(pcs[:])
	systemstack(func() {
		b := countAlloc(stk, size)
		lock(&specialsLock)
		spanOf(x).addSpecial(x, specialProfile, unsafe.Pointer(b))
		unlock(&specialsLock)
	})
	releasem(mp)
}

// allocStack is the stack from mallocgc or a function of the runtime on that was called to allocate; from the program's
// function on if what it called was made part of it.
func allocStack(pcs []uintptr) []uintptr {
	n := callers(1, pcs)
	first, mallocgc := 0, 0
	for ; first < n-1; first++ {
		name, inlined := funcAt(pcs[first])
		switch name {
		case "runtime.profileAlloc", "runtime.nextFreeSlow", "runtime.mallocSmallScanSlow", "runtime.mallocSmallScan",
			"runtime.mallocLarge", "runtime.mallocTiny", "runtime.(*mcache).nextFree":
			continue
		case "runtime.mallocgc":
			mallocgc = 1
			continue
		}
		if inlined && hasPrefix(name, "runtime.") {
			mallocgc = 0
			continue
		}
		break
	}
	first -= mallocgc
	return pcs[first:min(n, first+memMaxDepth)]
}

// funcAt is the name of the function that a program counter from callers lies in, and whether that is part of another there.
func funcAt(pc uintptr) (name string, inlined bool) {
	f := findfunc(purePC(pc) - 1)
	if !f.valid() {
		return "", false
	}
	u := newInlineUnwinder(f, purePC(pc)-1)
	for depth := pcDepth(pc); depth > 0 && u.isInlined(); depth-- {
		u.next()
	}
	sf := u.srcFunc()
	return sf.name(), u.isInlined()
}

// countAlloc finds or makes the bucket of stk and size, and counts an object.
func countAlloc(stk []uintptr, size uintptr) *memBucket {
	hash := size
	for _, pc := range stk {
		hash = (hash ^ pc) * 0x9e3779b97f4a7c15
		hash ^= hash >> 29
	}
	m := &memProfile
	lock(&m.lock)
	if m.table == nil {
		m.table = (*[memTableSize]*memBucket)(sysAlloc(unsafe.Sizeof(*m.table), &memstats.buckhash_sys, "heap profile"))
		if m.table == nil {
			throw("heap profile: no memory for its table")
		}
	}
	slot := &m.table[hash%memTableSize]
	b := *slot
	for b != nil && (b.hash != hash || b.size != size || !sameStack(b.stack(), stk)) {
		b = b.next
	}
	if b == nil {
		bytes := unsafe.Sizeof(memBucket{}) + uintptr(len(stk))*unsafe.Sizeof(stk[0])
		b = (*memBucket)(persistentalloc(bytes, 8, &memstats.buckhash_sys))
		b.hash, b.size, b.depth = hash, size, uintptr(len(stk))
		copy(b.stack(), stk)
		b.next, *slot = *slot, b
		b.all, m.all = m.all, b
	}
	b.coming[(m.period+2)%memPeriods].allocs++
	unlock(&m.lock)
	return b
}

// countFree counts an object that was sampled and has been swept.
func (b *memBucket) countFree() {
	m := &memProfile
	lock(&m.lock)
	b.coming[(m.period+1)%memPeriods].frees++
	unlock(&m.lock)
}

// memProfileMarked begins a new period. It is called when marking ends, with the world stopped.
func memProfileMarked() {
	m := &memProfile
	lock(&m.lock)
	m.period++
	m.show(m.period)
	unlock(&m.lock)
}

// memProfileSwept shows what was known when marking ended. It is called when all has been swept.
func memProfileSwept() {
	m := &memProfile
	lock(&m.lock)
	if m.swept != m.period { // once a collection
		m.swept = m.period
		m.show(m.period + 1)
	}
	unlock(&m.lock)
}

// show adds what was counted for a period to what is shown. The lock is held.
func (m *memProfileState) show(period uint32) {
	for b := m.all; b != nil; b = b.all {
		c := &b.coming[period%memPeriods]
		b.shown.allocs += c.allocs
		b.shown.frees += c.frees
		*c = memCounts{}
	}
}

// A MemProfileRecord describes the live objects allocated by one call sequence.
type MemProfileRecord struct {
	AllocBytes, FreeBytes     int64
	AllocObjects, FreeObjects int64
	Stack0                    [32]uintptr
}

// InUseBytes is the number of bytes in use.
func (r *MemProfileRecord) InUseBytes() int64 { return r.AllocBytes - r.FreeBytes }

// InUseObjects is the number of objects in use.
func (r *MemProfileRecord) InUseObjects() int64 { return r.AllocObjects - r.FreeObjects }

// Stack is the stack trace of the record.
func (r *MemProfileRecord) Stack() []uintptr { return untilZero(r.Stack0[:]) }

// records hands the buckets to put, if there is room for size of them: all, or those with objects in use.
func (m *memProfileState) records(size int, all bool, put func(i int, b *memBucket)) (n int, ok bool) {
	lock(&m.lock)
	empty := true
	for b := m.all; b != nil; b = b.all {
		empty = empty && b.shown == memCounts{}
	}
	if empty {
		// There has been no collection: show what there is.
		for i := range uint32(memPeriods) {
			m.show(i)
		}
	}
	wanted := func(b *memBucket) bool { return all || b.shown.allocs != b.shown.frees }
	for b := m.all; b != nil; b = b.all {
		if wanted(b) {
			n++
		}
	}
	if ok = n <= size; ok {
		i := 0
		for b := m.all; b != nil; b = b.all {
			if wanted(b) {
				put(i, b)
				i++
			}
		}
	}
	unlock(&m.lock)
	return n, ok
}

// MemProfile returns the records of memory allocated and freed per allocation site: n of them, if p has room. The profile is as of
// the end of the last collection but one, or, after runtime.GC, of that. inuseZero: also sites of which nothing is in use.
func MemProfile(p []MemProfileRecord, inuseZero bool) (n int, ok bool) {
	return memProfile.records(len(p), inuseZero, func(i int, b *memBucket) {
		allocs, frees, size := int64(b.shown.allocs), int64(b.shown.frees), int64(b.size)
		p[i].AllocObjects, p[i].AllocBytes = allocs, allocs*size
		p[i].FreeObjects, p[i].FreeBytes = frees, frees*size
		k := copy(p[i].Stack0[:], b.stack())
		clear(p[i].Stack0[k:])
	})
}

//go:linkname pprof_memProfileInternal
func pprof_memProfileInternal(p []profilerecord.MemProfileRecord, inuseZero bool) (n int, ok bool) {
	return memProfile.records(len(p), inuseZero, func(i int, b *memBucket) {
		p[i] = profilerecord.MemProfileRecord{
			ObjectSize: int64(b.size), AllocObjects: int64(b.shown.allocs), FreeObjects: int64(b.shown.frees), Stack: b.stack(),
		}
	})
}
