// The CPU profile: SIGPROF, so many times a second of processor time, records where the
// thread was. Handlers write into a ring; runtime/pprof fetches it ten times a second.

package runtime

import (
	"internal/runtime/atomic"
	"unsafe"
)

const (
	maxCPUProfStack = 64
	cpuprofWords    = 1 << 17
)

var cpuprof struct {
	lock   mutex // start, stop, read
	signal atomic.Uint32
	on     bool
	done   bool // stopped, but not all read
	header bool // still to be read
	hz     int32
	lost   uint64

	buf  *[cpuprofWords]uint64 // ring of records: length, time, count, pcs
	tags *[cpuprofWords / 4]unsafe.Pointer
	r, w uint64 // words read and written
	tr   uint64
	tw   uint64
}

// SetCPUProfileRate starts the profile with hz records a second, or ends it: 0.
func SetCPUProfileRate(hz int) {
	hz = min(max(hz, 0), 1000000)
	lock(&cpuprof.lock)
	if hz > 0 {
		if cpuprof.on || cpuprof.done {
			unlock(&cpuprof.lock)
			print("runtime: cannot set CPU profile rate until previous profile has finished.\n")
			return
		}
		if cpuprof.buf == nil {
			cpuprof.buf = new([cpuprofWords]uint64)
			cpuprof.tags = new([cpuprofWords / 4]unsafe.Pointer)
		}
		cpuprof.r, cpuprof.w, cpuprof.tr, cpuprof.tw = 0, 0, 0, 0
		cpuprof.lost = 0
		cpuprof.hz = int32(hz)
		cpuprof.header = true
		cpuprof.on = true
		setcpuprofilerate(int32(hz))
	} else if cpuprof.on {
		setcpuprofilerate(0)
		for !cpuprof.signal.CompareAndSwap(0, 1) {
			osyield()
		}
		cpuprof.on = false
		cpuprof.done = true
		cpuprof.signal.Store(0)
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
		it.it_interval.tv_sec = 0
		it.it_interval.tv_usec = int64(1000000 / hz)
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
	n := 0
	f := findfunc(pc)
	if f.valid() && f.flags&funcAssembly == 0 {
		var u unwinder
		u.initAt(pc, bp, gp, true)
		n = tracebackPCs(&u, 0, stk[:])
	} else if f.valid() {
		// Assembly keeps no frame pointer of its own, but rarely touches the caller's.
		stk[0] = pc + 1
		n = 1
		if gp == mp.curg && bp > sp && bp >= gp.stack.lo && bp < gp.stack.hi {
			var u unwinder
			if ret := *(*uintptr)(unsafe.Pointer(sp)); findfunc(ret).valid() {
				u.initAt(ret, bp, gp, false)
			} else {
				u.initAt(*(*uintptr)(unsafe.Pointer(bp + 8)), *(*uintptr)(unsafe.Pointer(bp)), gp, false)
			}
			n += tracebackPCs(&u, 0, stk[1:])
		}
	} else {
		stk[0] = pc + 1
		n = 1
	}
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
	for !cpuprof.signal.CompareAndSwap(0, 1) {
		osyield_no_g()
	}
	if cpuprof.on {
		words := uint64(3 + n)
		if cpuprof.w+words-cpuprof.r > cpuprofWords || cpuprof.tw-cpuprof.tr >= cpuprofWords/4 {
			cpuprof.lost++
		} else {
			put := func(x uint64) {
				cpuprof.buf[cpuprof.w%cpuprofWords] = x
				cpuprof.w++
			}
			put(words)
			put(uint64(nanotime()))
			put(1)
			for i := 0; i < n; i++ {
				put(uint64(stk[i]))
			}
			cpuprof.tags[cpuprof.tw%(cpuprofWords/4)] = tag
			cpuprof.tw++
		}
	}
	cpuprof.signal.Store(0)
}

// runtime_pprof_readProfile returns what came since the last call; eof after the end.
//
//go:linkname runtime_pprof_readProfile runtime/pprof.readProfile
func runtime_pprof_readProfile() (data []uint64, tags []unsafe.Pointer, eof bool) {
	lock(&cpuprof.lock)
	defer unlock(&cpuprof.lock)
	if !cpuprof.on && !cpuprof.done {
		return nil, nil, true
	}
	for !cpuprof.signal.CompareAndSwap(0, 1) {
		osyield()
	}
	w, tw, lost := cpuprof.w, cpuprof.tw, cpuprof.lost
	cpuprof.lost = 0
	cpuprof.signal.Store(0)
	if cpuprof.header {
		cpuprof.header = false
		data = append(data, 3, 0, uint64(cpuprof.hz))
		tags = append(tags, nil)
	}
	for ; cpuprof.r < w; cpuprof.r++ {
		data = append(data, cpuprof.buf[cpuprof.r%cpuprofWords])
	}
	for ; cpuprof.tr < tw; cpuprof.tr++ {
		tags = append(tags, cpuprof.tags[cpuprof.tr%(cpuprofWords/4)])
		cpuprof.tags[cpuprof.tr%(cpuprofWords/4)] = nil
	}
	if lost != 0 {
		data = append(data, 4, uint64(nanotime()), 0, lost)
		tags = append(tags, nil)
	}
	if cpuprof.done && cpuprof.r == cpuprof.w {
		cpuprof.done = false
		eof = true
	}
	return data, tags, eof
}

// CPUProfile is gone; runtime/pprof has what there is.
func CPUProfile() []byte { panic("CPUProfile no longer available") }
