// Profiles and execution traces. Traces are not recorded in this release of the runtime: starting one says that it cannot be
// done. Goroutine profiles need no recording; mprof_heap.go has allocations, mprof_block.go waiting, cpuprof.go time.
package runtime

import (
	"internal/profilerecord"
	"unsafe"
)

// A StackRecord describes a single execution stack.
type StackRecord struct {
	Stack0 [32]uintptr
}

// Stack is the stack trace of the record.
func (r *StackRecord) Stack() []uintptr { return untilZero(r.Stack0[:]) }

// untilZero cuts pcs off at the first 0.
func untilZero(pcs []uintptr) []uintptr {
	n := 0
	for n < len(pcs) && pcs[n] != 0 {
		n++
	}
	return pcs[:n]
}

// BlockProfileRecord describes blocking events of one call sequence.
type BlockProfileRecord struct {
	Count  int64
	Cycles int64
	StackRecord
}

// ThreadCreateProfile returns one record a thread. The scheduler makes threads: nothing of the program is on their stacks.
func ThreadCreateProfile(p []StackRecord) (n int, ok bool) {
	n = int(mcount())
	if n > len(p) {
		return n, false
	}
	clear(p[:n])
	return n, true
}

//go:linkname pprof_threadCreateInternal
func pprof_threadCreateInternal(p []profilerecord.StackRecord) (n int, ok bool) {
	n = int(mcount())
	if n > len(p) {
		return n, false
	}
	clear(p[:n])
	return n, true
}

//go:linkname pprof_makeProfStack
func pprof_makeProfStack() []uintptr { return make([]uintptr, 128) }

//go:linkname pprof_fpunwindExpand
func pprof_fpunwindExpand(dst, src []uintptr) int { return copy(dst, src) }

//go:linkname pprof_cyclesPerSecond runtime/pprof.runtime_cyclesPerSecond
func pprof_cyclesPerSecond() int64 { return 1000000000 }


// ReadTrace returns the next chunk of the execution trace.
func ReadTrace() []byte { return nil }

// StartTrace enables tracing; it is not there yet.
func StartTrace() error { return errorString("tracing is not supported yet") }

// StopTrace stops tracing.
func StopTrace() {}

//go:linkname traceAdvance
func traceAdvance(stopTrace bool) {}

//go:linkname traceClockNow
func traceClockNow() uint64 { return uint64(nanotime()) / 64 }

//go:linkname traceClockUnitsPerSecond runtime/trace.runtime_traceClockUnitsPerSecond
func traceClockUnitsPerSecond() uint64 { return 1000000000 / 64 }

//go:linkname trace_userTaskCreate runtime/trace.userTaskCreate
func trace_userTaskCreate(id, parentID uint64, taskType string) {}

//go:linkname trace_userTaskEnd runtime/trace.userTaskEnd
func trace_userTaskEnd(id uint64) {}

//go:linkname trace_userRegion runtime/trace.userRegion
func trace_userRegion(id, mode uint64, name string) {}

//go:linkname trace_userLog runtime/trace.userLog
func trace_userLog(id uint64, category, message string) {}

type goroutineProfileStateHolder struct{ state uint32 }

// GoroutineProfile returns the stacks of all goroutines.
func GoroutineProfile(p []StackRecord) (n int, ok bool) {
	records := make([]profilerecord.StackRecord, len(p))
	n, ok = goroutineProfile(records, nil)
	if ok {
		for i := range records[:n] {
			k := copy(p[i].Stack0[:], records[i].Stack)
			clear(p[i].Stack0[k:])
		}
	}
	return
}

//go:linkname pprof_goroutineProfileWithLabels
func pprof_goroutineProfileWithLabels(p []profilerecord.StackRecord, labels []unsafe.Pointer) (n int, ok bool) {
	return goroutineProfile(p, labels)
}

type profileStack = profilerecord.StackRecord

// saveGoroutine notes the stack of a goroutine that does not run.
func saveGoroutine(gp *g, r *profileStack) {
	var pcs [128]uintptr
	k := gcallers(gp, 0, pcs[:])
	r.Stack = append([]uintptr{}, pcs[:k]...)
}

func goroutineProfile(p []profilerecord.StackRecord, labels []unsafe.Pointer) (n int, ok bool) {
	w := stopTheWorld(stwGoroutineProfile)
	me := getg()
	forEachG(func(gp *g) {
		if status := readgstatus(gp); status != _Gdead && status != _Gidle && !isSystemGoroutine(gp, false) {
			n++
		}
	})
	if ok = n <= len(p); ok {
		i := 0
		forEachG(func(gp *g) {
			if status := readgstatus(gp); status == _Gdead || status == _Gidle || isSystemGoroutine(gp, false) || i >= n {
				return
			}
			if gp == me {
				var pcs [128]uintptr
				k := Callers(2, pcs[:])
				p[i].Stack = append([]uintptr{}, pcs[:k]...)
			} else {
				saveGoroutine(gp, &p[i])
			}
			if labels != nil {
				labels[i] = gp.labels
			}
			i++
		})
	}
	startTheWorld(w)
	return
}


