// Reading the stack of a goroutine that stands still.
//
// The walk goes from the innermost frame outwards. Of a frame whose function is known (mgcframe.go) only what is alive at its return address
// is read: words of the frame, and of the registers that calls preserve those that the function still needs. Where such a register's
// value is, the walk knows: in the g at first, later where the innermost function that has saved the register has put it.
// Of one whose instruction faulted, what a recovery needs. Any other frame is read as a whole, with all registers: frames in assembly, of the
// function that a preemption has interrupted, and of functions that are unfit.
//
// Whatever looks like the address of an object keeps the object. What looks like an address in the stack itself keeps the variable it
// lies in: those are read in the end, until there are no more. Such addresses may also come from the g (defers, panics) and from the
// channels that the goroutine waits for.
package runtime

import (
	"internal/goarch"
	"internal/runtime/sys"
	"unsafe"
)

// A stackScan is the work on one stack.
type stackScan struct {
	_    sys.NotInHeap
	next *stackScan

	w      *marker
	gp     *g
	lo, hi uintptr // of the stack

	at [preservedRegisters]uintptr // where the registers' values are; 0: they were read

	nframes uintptr
	frames  [2048]scannedFrame

	npending uintptr
	overflow bool // more addresses than pending holds: all variables are read
	pending  [2048]uintptr

	// for GODEBUG=gcwhy
	fn    funcInfo
	pc    uintptr
	place uintptr
	how   string
}

// A scannedFrame is one with variables in memory.
type scannedFrame struct {
	bp   uintptr
	m    *frameMap
	done uint64 // variables that were read; of more than 64 all were
}

var stackScans struct {
	lock mutex
	free *stackScan
}

func takeStackScan() *stackScan {
	lock(&stackScans.lock)
	s := stackScans.free
	if s != nil {
		stackScans.free = s.next
	}
	unlock(&stackScans.lock)
	if s == nil {
		s = (*stackScan)(sysAlloc(alignUp(unsafe.Sizeof(stackScan{}), pageSize), &memstats.gcMiscSys, "stack scan"))
		if s == nil {
			throw("gc: no memory to read stacks")
		}
	}
	return s
}

func (s *stackScan) give() {
	s.gp, s.w = nil, nil
	lock(&stackScans.lock)
	s.next = stackScans.free
	stackScans.free = s
	unlock(&stackScans.lock)
}

// goroutineStack reads the record and the stack of a goroutine that stands still, or waits for the collection that it has begun.
func (w *marker) goroutineStack(gp *g) {
	s := takeStackScan()
	s.w, s.gp = w, gp
	s.lo, s.hi = gp.stack.lo, gp.stack.hi
	s.nframes, s.npending, s.overflow = 0, 0, false
	s.fn = funcInfo{}
	s.record()
	if gp.stack.hi != 0 {
		s.stack()
	} else { // it gets one when it begins
		s.how = "the closure"
		s.word(uintptr(gp.sched.ctxt))
	}
	s.give()
}

// record reads what the g itself refers to.
func (s *stackScan) record() {
	gp := s.gp
	s.how = "the record"
	s.words(uintptr(unsafe.Pointer(gp)), uintptr(unsafe.Pointer(&gp.sched)))
	s.words(uintptr(unsafe.Pointer(&gp.syscallsp)), uintptr(unsafe.Pointer(&gp.saved)))
	for sg := gp.waiting; sg != nil; sg = sg.waitlink {
		s.word(uintptr(sg.elem))
	}
}

// stack reads the stack from where the goroutine left off.
func (s *stackScan) stack() {
	gp := s.gp
	var u unwinder
	regs, ctxt := &gp.noted, &gp.notedr15
	switch {
	case gp.syscallsp != 0:
		u.initAt(gp.syscallpc, gp.syscallsp, gp.syscallbp, gp, false)
	case gp.notedsp != 0 && readgstatus(gp) == _Grunning: // in the stop that it has made
		sp := gp.notedsp // callNoted's caller; below lie its return address and the caller's frame pointer
		s.check(sp)
		u.initAt(*(*uintptr)(unsafe.Pointer(sp - 8)), sp, *(*uintptr)(unsafe.Pointer(sp - 16)), gp, false)
	default:
		if gp.notedsp != 0 {
			s.preserved(&gp.noted)
			s.word(gp.notedr15)
		}
		regs, ctxt = &gp.saved, (*uintptr)(unsafe.Pointer(&gp.sched.ctxt))
		s.check(gp.sched.sp)
		u.init(gp)
	}
	s.check(u.sp)
	s.w.work += s.hi - u.sp
	s.how = "a vector register"
	s.words(uintptr(unsafe.Pointer(&regs.xmm)), uintptr(unsafe.Pointer(&regs.xmm))+unsafe.Sizeof(regs.xmm))
	s.at = [preservedRegisters]uintptr{
		uintptr(unsafe.Pointer(&regs.bx)), uintptr(unsafe.Pointer(&regs.r12)), uintptr(unsafe.Pointer(&regs.r13)),
		uintptr(unsafe.Pointer(&regs.r14)), uintptr(unsafe.Pointer(ctxt)),
	}
	s.walk(&u)
	s.variables()
}

// preserved reads registers.
func (s *stackScan) preserved(p *preserved) {
	s.how = "a register"
	s.words(uintptr(unsafe.Pointer(p)), uintptr(unsafe.Pointer(p))+unsafe.Sizeof(*p))
}

func (s *stackScan) check(sp uintptr) {
	if sp < s.lo || sp > s.hi {
		dumpgstatus(s.gp)
		print("runtime: sp=", hex(sp), " stack=[", hex(s.lo), ", ", hex(s.hi), "]\n")
		throw("gc: the stack pointer of a goroutine lies outside its stack")
	}
}

// walk reads the frames.
func (s *stackScan) walk(u *unwinder) {
	from := u.sp // all below was read
	faulted := false
	passed := uintptr(maxFrameDepth) // bytes of arguments that the frame before may look at
	for u.valid() && u.top > from && u.top <= s.hi {
		s.fn, s.pc = u.fn, u.pc
		if m, live := s.known(u, from, faulted); m != nil {
			s.frame(m, live, u.bp, from, passed)
			passed = m.incoming
		} else {
			passed = maxFrameDepth
			s.registers()
			s.how = "the frame, read as a whole"
			s.words(from, u.top)
		}
		from = u.top
		faulted = isSigpanic(u.fn)
		u.next()
	}
	s.fn = funcInfo{}
	s.registers()
	s.how = "the outermost part of the stack"
	s.words(from, s.hi)
}

// known is the map of the function if it says which words of the frame are alive, and the set of those.
func (s *stackScan) known(u *unwinder, from uintptr, faulted bool) (*frameMap, *uint64) {
	if debug.gcframes == 0 || u.exact != faulted || u.fn.frame == 0 || u.bp == 0 || u.top != u.bp+2*goarch.PtrSize {
		return nil, nil
	}
	m := u.fn.frameMap()
	if !m.fit || u.bp < from+m.depth {
		return nil, nil
	}
	if faulted {
		return m, m.faults
	}
	if live := m.liveAt(u.pc); live != nil {
		return m, live
	}
	return nil, nil
}

// registers reads all registers. Their values farther out are then in what was read.
func (s *stackScan) registers() {
	s.how = "a register"
	for r, p := range s.at {
		if p != 0 {
			s.place = p
			s.word(*(*uintptr)(unsafe.Pointer(p)))
			s.at[r] = 0
		}
	}
}

// frame reads what is alive in a frame: its words lie from bp-m.depth on, below are arguments for what it calls.
func (s *stackScan) frame(m *frameMap, live *uint64, bp, from, passed uintptr) {
	base := bp - m.depth
	if live != m.faults {
		s.how = "arguments for calls"
		s.words(from, min(base, from+passed))
	}
	s.how = "the frame"
	words := m.depth / goarch.PtrSize
	for i := uintptr(0); i < words; i += 64 {
		bits := *(*uint64)(add(unsafe.Pointer(live), i/64*8))
		if words-i < 64 {
			bits &= 1<<(words-i) - 1
		}
		for ; bits != 0; bits &= bits - 1 {
			s.place = base + (i+uintptr(sys.TrailingZeros64(bits)))*goarch.PtrSize
			s.word(*(*uintptr)(unsafe.Pointer(s.place)))
		}
	}
	s.how = "a register"
	for r := range s.at {
		p := s.at[r]
		if p != 0 && liveBit(live, words+uintptr(r)) {
			s.place = p
			s.word(*(*uintptr)(unsafe.Pointer(p)))
		}
		if below := m.saves[r]; below != 0 {
			s.at[r] = bp - below
		}
	}
	if m.nvars == 0 {
		return
	}
	if m.nvars <= 64 && s.nframes < uintptr(len(s.frames)) {
		s.frames[s.nframes] = scannedFrame{bp: bp, m: m}
		s.nframes++
		return
	}
	s.how = "a variable in memory"
	for _, v := range unsafe.Slice(m.vars, m.nvars) {
		s.variable(bp, &v)
	}
}

func (s *stackScan) variable(bp uintptr, v *frameVar) {
	s.words(bp-v.below, bp-v.below+v.size)
}

// words reads [lo, hi).
func (s *stackScan) words(lo, hi uintptr) {
	for p := alignUp(lo, goarch.PtrSize); p+goarch.PtrSize <= hi; p += goarch.PtrSize {
		s.place = p
		s.word(*(*uintptr)(unsafe.Pointer(p)))
	}
}

// word takes a value as what it looks like.
func (s *stackScan) word(v uintptr) {
	if v-s.w.lowest < s.w.size {
		span := spanOfHeap(v)
		if span == nil {
			return
		}
		if i := span.objIndex(v); span.isAllocated(i) {
			if debug.gcwhy > 0 {
				s.why(span, i)
			}
			s.w.object(span, i)
		}
		return
	}
	if v-s.lo < s.hi-s.lo {
		if s.npending == uintptr(len(s.pending)) {
			s.overflow = true
			return
		}
		s.pending[s.npending] = v
		s.npending++
	}
}

// variables reads the variables that pending addresses lie in.
func (s *stackScan) variables() {
	s.how = "a variable in memory"
	for s.npending > 0 {
		s.npending--
		v := s.pending[s.npending]
		lo, hi := uintptr(0), s.nframes
		for lo < hi {
			if mid := (lo + hi) / 2; s.frames[mid].bp <= v {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		if lo == s.nframes {
			continue
		}
		f := &s.frames[lo]
		s.variableAt(f, f.bp-v)
	}
	if !s.overflow {
		return
	}
	for i := range s.frames[:s.nframes] {
		f := &s.frames[i]
		for _, v := range unsafe.Slice(f.m.vars, f.m.nvars) {
			s.variable(f.bp, &v)
		}
	}
}

// variableAt reads the variable that lies so far below the frame pointer, if it was not read yet.
func (s *stackScan) variableAt(f *scannedFrame, below uintptr) {
	for i, v := range unsafe.Slice(f.m.vars, f.m.nvars) {
		if below > v.below || v.below-below >= v.size || f.done>>i&1 != 0 {
			continue
		}
		f.done |= 1 << i
		s.fn, s.pc = findfunc(f.m.entry), f.m.entry
		s.variable(f.bp, &v)
	}
}

// why tells what keeps an object that something is to happen for when it dies.
func (s *stackScan) why(span *mspan, i uintptr) {
	base := span.startAddr + i*span.elemsize
	if *(*uint64)(add(unsafe.Pointer(span.gcmarkBits), i/64*8))>>(i%64)&1 != 0 {
		return
	}
	found := false
	for sp := span.specials; sp != nil; sp = sp.next {
		found = found || span.objIndex(span.startAddr+sp.offset) == i
	}
	if !found && debug.gcwhy < 2 {
		return
	}
	print("gcwhy: object ", hex(base), " (", uint64(span.elemsize), " bytes), goroutine ", s.gp.goid, ": ", s.how, " at ", hex(s.place))
	if s.fn.valid() {
		print(" of ", funcname(s.fn), "+", hex(s.pc-s.fn.entry()))
	}
	print("\n")
}
