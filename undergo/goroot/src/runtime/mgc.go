// Garbage collection: not there yet. What programs may call answers truthfully:
// GC returns without having collected, limits are remembered.
package runtime

import "unsafe"

type (
	gcWork           struct{}
	wbBuf            struct{}
	gcMarkWorkerMode int
	limiterEvent     struct{}
	pageCache        struct{}
	timeHistogram    struct{}
)

var writeBarrier struct {
	enabled bool
	pad     [3]byte
	alignme uint64
}

// GC runs a garbage collection. There is no collector in this release of the
// runtime: the pools that hang on it are emptied, memory stays.
func GC() {
	lock(&gcHooks.lock)
	hooks := gcHooks.poolCleanup
	unlock(&gcHooks.lock)
	if hooks != nil {
		w := stopTheWorld(stwForTestReadMemStatsSlow)
		hooks()
		startTheWorld(w)
	}
	memstats.numForced++
}

var gcHooks struct {
	lock        mutex
	poolCleanup func()
	percent     int32
	limit       int64
}

//go:linkname sync_runtime_registerPoolCleanup sync.runtime_registerPoolCleanup
func sync_runtime_registerPoolCleanup(f func()) { gcHooks.poolCleanup = f }

//go:linkname boring_registerCache crypto/internal/boring/bcache.registerCache
func boring_registerCache(p unsafe.Pointer) {}

const heapObjectsCanMove_ = false

//go:linkname heapObjectsCanMove
func heapObjectsCanMove() bool { return heapObjectsCanMove_ }

func gcinit() {
	gcHooks.percent = readGOGC()
	gcHooks.limit = 1<<63 - 1
	if s := gogetenv("GOMEMLIMIT"); s != "" && s != "off" {
		n, ok := parseByteCount(s)
		if !ok {
			print("GOMEMLIMIT=", s, "\n")
			throw("malformed GOMEMLIMIT; see `go doc runtime/debug.SetMemoryLimit`")
		}
		gcHooks.limit = n
	}
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

//go:linkname setGCPercent runtime/debug.setGCPercent
func setGCPercent(in int32) (out int32) {
	lock(&gcHooks.lock)
	out = gcHooks.percent
	if in < 0 {
		in = -1
	}
	gcHooks.percent = in
	unlock(&gcHooks.lock)
	return
}

//go:linkname setMemoryLimit runtime/debug.setMemoryLimit
func setMemoryLimit(in int64) (out int64) {
	lock(&gcHooks.lock)
	out = gcHooks.limit
	if in >= 0 {
		gcHooks.limit = in
	}
	unlock(&gcHooks.lock)
	return
}

//go:linkname runtime_debug_freeOSMemory runtime/debug.freeOSMemory
func runtime_debug_freeOSMemory() { GC() }

//go:linkname goroutineLeakGC runtime/pprof.runtime_goroutineLeakGC
func goroutineLeakGC() { GC() }

var heapDumpMissing missingFeature

//go:linkname runtime_debug_WriteHeapDump runtime/debug.WriteHeapDump
func runtime_debug_WriteHeapDump(fd uintptr) {
	heapDumpMissing.tell("runtime/debug.WriteHeapDump is not supported: nothing is written")
}
