// Which words of a frame are alive: read off the function's machine code.
//
// The first time that a collection meets a function on a stack, its instructions are decoded (mgcdecode.go), and a data flow from the end
// to the beginning finds out for each call in it which words of the frame, and which of the registers that calls preserve, are read
// after the call before they are written. The result is kept: for each return address a set of bits.
//
//   - A word belongs to a register that the compiler has put there, or to a variable in memory. How far the variables of
//     a frame reach the functab says (frame in funcRecord); what the address of a variable was taken for is not followed: where a live
//     word holds the address, the variable is alive (mgcstack.go), and before the address is taken it is, too.
//   - A call reads those of r12 to r15 in which the callee's arguments travel, by the flags in the callee's record.
//   - A recovered panic continues behind the setjmp of a function with defers. Its address is taken in the function itself;
//     from every call an edge leads there.
//   - A function is unfit, and its frames are read as a whole, if it has an instruction that is not known, no table in the
//     functab, no frame pointer, or a stack pointer whose distance from that is not constant.
package runtime

import (
	"internal/goarch"
	"internal/runtime/atomic"
	"internal/runtime/sys"
	"unsafe"
)

// A frameMap is what is known of a function. It never changes once it is listed.
type frameMap struct {
	_     sys.NotInHeap
	next  *frameMap
	entry uintptr
	fit   bool

	depth uintptr                     // bytes below the frame pointer, without what is passed to callees
	saves [preservedRegisters]uintptr // how far below the frame pointer the caller's registers were saved; 0: not

	incoming uintptr // bytes of arguments on the stack that the function may look at

	nvars uintptr
	vars  *frameVar

	width  uintptr // words of a set
	ncalls uintptr
	calls  *uint32 // ascending: return addresses, from the entry
	live   *uint64 // for each a set: words of the frame from the deepest up, registers
	faults *uint64 // the set for an instruction that faults: what a recovery needs
}

// A frameVar is a variable in memory.
type frameVar struct {
	below, size uintptr // its begin, from the frame pointer down
}

const (
	maxFrameCode  = 1 << 18
	maxFrameDepth = 1 << 15
	maxFlowMemory = 1 << 24
)

var frameMaps struct {
	lock    mutex
	table   [1 << 10]unsafe.Pointer // of *frameMap, by entry
	scratch []byte
	left    uintptr // of a block for frameMaps
	block   unsafe.Pointer
}

func (f funcInfo) frameMapSlot() *unsafe.Pointer {
	return &frameMaps.table[f.entry()/16%uintptr(len(frameMaps.table))]
}

// frameMap gives what is known of f, which is found out if need be.
func (f funcInfo) frameMap() *frameMap {
	slot := f.frameMapSlot()
	if m := findFrameMap(atomic.Loadp(unsafe.Pointer(slot)), f.entry()); m != nil {
		return m
	}
	lock(&frameMaps.lock)
	m := findFrameMap(*slot, f.entry())
	if m == nil {
		m = f.makeFrameMap()
		m.next = (*frameMap)(*slot)
		atomic.StorepNoWB(unsafe.Pointer(slot), unsafe.Pointer(m))
	}
	unlock(&frameMaps.lock)
	return m
}

func findFrameMap(p unsafe.Pointer, entry uintptr) *frameMap {
	m := (*frameMap)(p)
	for m != nil && m.entry != entry {
		m = m.next
	}
	return m
}

// liveAt gives the set of the call that returns to pc.
func (m *frameMap) liveAt(pc uintptr) *uint64 {
	off := uint32(pc - m.entry)
	calls := unsafe.Slice(m.calls, m.ncalls)
	lo, hi := 0, len(calls)
	for lo < hi {
		if mid := (lo + hi) / 2; calls[mid] < off {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == len(calls) || calls[lo] != off {
		return nil
	}
	return (*uint64)(add(unsafe.Pointer(m.live), uintptr(lo)*m.width*8))
}

// liveSet reads bit i.
func liveBit(set *uint64, i uintptr) bool {
	return *(*uint64)(add(unsafe.Pointer(set), i/64*8))>>(i%64)&1 != 0
}

// frameMemory gives memory that is never given back. The lock is held.
func frameMemory(n uintptr) unsafe.Pointer {
	n = alignUp(max(n, 1), 8)
	m := &frameMaps
	if n > m.left {
		size := max(alignUp(n, pageSize), 64<<10)
		p := sysAlloc(size, &memstats.gcMiscSys, "frame maps")
		if p == nil {
			return nil
		}
		m.block, m.left = p, size
	}
	p := m.block
	m.block = add(p, n)
	m.left -= n
	return p
}

// A frameFlow is the work on one function. What its pointers refer to lies in the scratch memory.
type frameFlow struct {
	f     funcInfo
	m     *frameMap
	insns []insn

	blocks  []flowBlock
	resumes []uint32 // blocks where recovered panics continue
	tables  []uint32 // blocks that jump tables lead to
	sets    unsafe.Pointer
	width   uintptr
	words   uintptr
	tracked uint8 // registers that may hold something of this function
	results uint8 // registers that may hold results when it returns
	ncalls  uintptr

	memory unsafe.Pointer
	room   uintptr
}

// A flowBlock is a run of instructions, [first, end).
type flowBlock struct {
	first, end uint32
	to         [2]int32 // blocks that follow, -1: none
	tables     bool     // and those of the jump tables
}

// makeFrameMap works a function out. The lock is held.
func (f funcInfo) makeFrameMap() *frameMap {
	m := (*frameMap)(frameMemory(unsafe.Sizeof(frameMap{})))
	if m == nil {
		throw("gc: no memory for what is known of frames")
	}
	m.entry = f.entry()
	w := frameFlow{f: f, m: m}
	m.fit = f.frame != 0 && f.flags&funcAssembly == 0 && f.size <= maxFrameCode && w.layout() && w.decode() && w.prologue() && w.divide() && w.solve() &&
		w.record()
	return m
}

// layout reads the function's frame from the functab.
func (w *frameFlow) layout() bool {
	p := add(w.f.datap.tab(), uintptr(w.f.frame))
	next := func() uintptr {
		v, shift := uintptr(0), 0
		for {
			b := *(*byte)(p)
			p = add(p, 1)
			v |= uintptr(b&0x7f) << shift
			if b < 0x80 {
				return v
			}
			shift += 7
		}
	}
	m := w.m
	m.depth = alignUp(next(), goarch.PtrSize)
	m.nvars = next()
	if m.depth > maxFrameDepth {
		return false
	}
	m.vars = (*frameVar)(frameMemory(m.nvars * unsafe.Sizeof(frameVar{})))
	if m.vars == nil {
		return false
	}
	vars := unsafe.Slice(m.vars, m.nvars)
	for i := range vars {
		vars[i] = frameVar{next(), next()}
	}
	w.words = m.depth / goarch.PtrSize
	w.width = (w.words + preservedRegisters + 63) / 64
	m.width = w.width
	return true
}

// scratch gives cleared memory for the time of the work.
func (w *frameFlow) scratch(n uintptr) unsafe.Pointer {
	n = alignUp(n, 8)
	if n > w.room {
		return nil
	}
	p := w.memory
	w.memory = add(p, n)
	w.room -= n
	memclrNoHeapPointers(p, n)
	return p
}

// reserve makes n bytes of scratch memory.
func (w *frameFlow) reserve(n uintptr) bool {
	m := &frameMaps
	if uintptr(len(m.scratch)) < n {
		if len(m.scratch) != 0 {
			sysFree(unsafe.Pointer(unsafe.SliceData(m.scratch)), uintptr(len(m.scratch)), &memstats.gcMiscSys)
			m.scratch = nil
		}
		n = alignUp(n, 64<<10)
		p := sysAlloc(n, &memstats.gcMiscSys, "frame maps")
		if p == nil {
			return false
		}
		m.scratch = unsafe.Slice((*byte)(p), n)
	}
	w.memory, w.room = unsafe.Pointer(unsafe.SliceData(m.scratch)), uintptr(len(m.scratch))
	return true
}

// decode reads the instructions.
func (w *frameFlow) decode() bool {
	size := uintptr(w.f.size)
	count := uintptr(0)
	var in insn
	for at := uintptr(0); at < size; at += uintptr(in.size) {
		if !in.decode(unsafe.Pointer(w.m.entry + at)) {
			return false
		}
		count++
	}
	// At most one block an instruction, in the worst case.
	need := count*(unsafe.Sizeof(insn{})+unsafe.Sizeof(flowBlock{})+2*4+4) + 1024
	if !w.reserve(need) {
		return false
	}
	w.insns = unsafe.Slice((*insn)(w.scratch(count*unsafe.Sizeof(insn{}))), count)
	at := uintptr(0)
	for i := range w.insns {
		in := &w.insns[i]
		in.at = uint32(at)
		in.decode(unsafe.Pointer(w.m.entry + at))
		w.argument(in)
		at += uintptr(in.size)
	}
	return at == size
}

// argument notes what an instruction says about arguments on the stack, which begin above the return address.
func (w *frameFlow) argument(in *insn) {
	const begin = 2 * goarch.PtrSize
	switch {
	case in.frame == frameNone || in.frame != frameAll && in.slot < begin:
	case in.frame == frameRead || in.frame == frameWrite:
		w.m.incoming = max(w.m.incoming, uintptr(in.slot)+uintptr(in.width)-begin)
	default: // an address
		w.m.incoming = maxFrameDepth
	}
}

// prologue finds the one place where the frame is made, and the registers that are saved there.
func (w *frameFlow) prologue() bool {
	made := 0
	for i := range w.insns {
		if !w.insns[i].setsBP {
			continue
		}
		made++
		for j := i + 1; j < len(w.insns); j++ {
			in := &w.insns[j]
			code := (*[2]byte)(unsafe.Pointer(w.m.entry + uintptr(in.at)))
			op := code[0]
			if in.size == 2 && op == 0x41 {
				op = code[1]
			} else if in.size != 1 {
				break
			}
			if op&0xf8 != 0x50 {
				break
			}
			for r := range w.m.saves {
				if in.reads == 1<<r && w.m.saves[r] == 0 {
					w.m.saves[r] = uintptr(j-i) * goarch.PtrSize
				}
			}
		}
	}
	saved, written := uint8(0), uint8(0)
	for r, below := range w.m.saves {
		if below != 0 {
			saved |= 1 << r
		}
	}
	for i := range w.insns {
		written |= w.insns[i].kills
	}
	w.tracked = saved | written | w.f.argumentRegisters()
	w.results = w.tracked &^ saved & (inR12 | inR13)
	return made == 1
}

// argumentRegisters is which registers that calls preserve may carry arguments of f.
func (f funcInfo) argumentRegisters() uint8 {
	if f.flags&funcAssembly != 0 {
		return inR12 | inR13 | inR14 | inR15
	}
	return uint8(f.flags>>funcRegisters&15) << 1
}

// index is that of the instruction at an offset; -1: none begins there.
func (w *frameFlow) index(at int32) int {
	lo, hi := 0, len(w.insns)
	for lo < hi {
		if mid := (lo + hi) / 2; int32(w.insns[mid].at) < at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == len(w.insns) || int32(w.insns[lo].at) != at {
		return -1
	}
	return lo
}

// What is known of an instruction before there are blocks.
const (
	begins  = 1 // a block
	resumes = 2
	tabled  = 4
)

// divide makes blocks.
func (w *frameFlow) divide() bool {
	n := len(w.insns)
	marks := unsafe.Slice((*uint32)(w.scratch(uintptr(n)*4)), n)
	marks[0] = begins
	if !w.mark(marks) {
		return false
	}
	nblocks, nresumes, ntables := uintptr(0), uintptr(0), uintptr(0)
	for _, m := range marks {
		nblocks += uintptr(m & begins)
		nresumes += uintptr(m & resumes / resumes)
		ntables += uintptr(m & tabled / tabled)
	}
	w.blocks = unsafe.Slice((*flowBlock)(w.scratch(nblocks*unsafe.Sizeof(flowBlock{}))), nblocks)
	w.resumes = unsafe.Slice((*uint32)(w.scratch(nresumes*4)), nresumes)
	w.tables = unsafe.Slice((*uint32)(w.scratch(ntables*4)), ntables)
	b, r, t := uint32(0), 0, 0
	for i, m := range marks {
		if m&begins == 0 {
			marks[i] = b - 1
			continue
		}
		w.blocks[b].first = uint32(i)
		if b > 0 {
			w.blocks[b-1].end = uint32(i)
		}
		if m&resumes != 0 {
			w.resumes[r] = b
			r++
		}
		if m&tabled != 0 {
			w.tables[t] = b
			t++
		}
		marks[i] = b
		b++
	}
	w.blocks[b-1].end = uint32(n)
	for i := range w.blocks {
		if !w.link(&w.blocks[i], marks) {
			return false
		}
	}
	return true
}

// mark finds out where blocks begin.
func (w *frameFlow) mark(marks []uint32) bool {
	size := int32(w.f.size)
	for i := range w.insns {
		in := &w.insns[i]
		if in.isLea && in.target != 0 {
			if in.target > 0 && in.target < size {
				to := w.index(in.target)
				if to < 0 {
					return false
				}
				marks[to] |= begins | resumes
			} else {
				w.jumpTable(uintptr(int(w.m.entry)+int(in.target)), marks)
			}
		}
		switch in.flow {
		case flowNext:
			continue
		case flowCall, flowCallAny:
			w.ncalls++
			in.reads |= w.passed(in)
			if !w.noReturn(in) {
				continue
			}
			in.flow = flowLastCall
		case flowBranch, flowJump:
			if in.target >= 0 && in.target < size {
				to := w.index(in.target)
				if to < 0 {
					return false
				}
				marks[to] |= begins
			} else if in.flow == flowBranch {
				return false
			} else {
				in.reads |= w.passed(in) // a tail call
			}
		}
		if i+1 < len(marks) {
			marks[i+1] |= begins
		}
	}
	return true
}

// jumpTable marks the places that a jump table at p leads to, if one is there: words of 32 bits, from the table on.
func (w *frameFlow) jumpTable(p uintptr, marks []uint32) {
	md := w.f.datap
	if p&3 != 0 || p < md.rodata {
		return
	}
	for at := p; at+4 <= md.erodata; at += 4 {
		target := int(p) + int(*(*int32)(unsafe.Pointer(at))) - int(w.m.entry)
		if target < 0 || target >= int(w.f.size) {
			return
		}
		to := w.index(int32(target))
		if to < 0 {
			return
		}
		marks[to] |= begins | tabled
	}
}

// callee is the function that a call or jump to a known place reaches.
func (w *frameFlow) callee(in *insn) funcInfo {
	f := findfunc(uintptr(int(w.m.entry) + int(in.target)))
	if f.valid() && f.entry() != uintptr(int(w.m.entry)+int(in.target)) {
		return funcInfo{}
	}
	return f
}

func (w *frameFlow) noReturn(in *insn) bool {
	if in.flow != flowCall {
		return false
	}
	f := w.callee(in)
	return f.valid() && f.flags&funcNoReturn != 0
}

// link finds the blocks that follow b. block: that of each instruction.
func (w *frameFlow) link(b *flowBlock, block []uint32) bool {
	b.to = [2]int32{-1, -1}
	in := &w.insns[b.end-1]
	next := int32(-1)
	if int(b.end) < len(w.insns) {
		next = int32(block[b.end])
	}
	switch in.flow {
	case flowNext, flowCall, flowCallAny:
		b.to[0] = next
	case flowBranch:
		b.to[0] = next
		b.to[1] = int32(block[w.index(in.target)])
	case flowJump:
		if to := w.index(in.target); to >= 0 { // else a tail call
			b.to[1] = int32(block[to])
		}
	case flowIndirect:
		if in.target == 0 { // by a register: a table or a tail call, before which the frame is left
			left := b.end >= 2 && w.insns[b.end-2].size == 1 && *(*byte)(unsafe.Pointer(w.m.entry + uintptr(w.insns[b.end-2].at))) == 0x5d
			b.tables = !left
			return left || len(w.tables) != 0
		}
	}
	return true
}

// set is the set of what is alive where block i begins; one behind the last is for passing.
func (w *frameFlow) set(i uint32) *[1 << 20]uint64 {
	return (*[1 << 20]uint64)(add(w.sets, uintptr(i)*w.width*8))
}

// solve finds out what is alive at the beginning of each block.
func (w *frameFlow) solve() bool {
	need := (uintptr(len(w.blocks)) + 2) * w.width * 8
	if need > maxFlowMemory {
		return false
	}
	if need <= w.room {
		w.sets = w.scratch(need)
	} else {
		w.sets = sysAlloc(need, &memstats.gcMiscSys, "frame maps")
		if w.sets == nil {
			return false
		}
	}
	n := uint32(len(w.blocks))
	live := w.set(n)
	for changed := true; changed; {
		changed = false
		for i := n; i > 0; i-- {
			w.atEnd(i-1, live)
			w.through(i-1, live, false)
			changed = w.join(w.set(i-1), live) || changed
		}
		for _, b := range w.resumes {
			w.afterRecovery(b, live)
			w.through(b, live, false)
			changed = w.join(w.resumed(), live) || changed
		}
	}
	return true
}

// release gives memory back that solve took.
func (w *frameFlow) release() {
	need := (uintptr(len(w.blocks)) + 2) * w.width * 8
	if need > maxFlowMemory || w.sets == nil {
		return
	}
	low := uintptr(unsafe.Pointer(unsafe.SliceData(frameMaps.scratch)))
	if p := uintptr(w.sets); p < low || p >= low+uintptr(len(frameMaps.scratch)) {
		sysFree(w.sets, need, &memstats.gcMiscSys)
	}
}

// join adds set b to a; true: a has grown.
func (w *frameFlow) join(a, b *[1 << 20]uint64) bool {
	grown := uint64(0)
	for i := uintptr(0); i < w.width; i++ {
		grown |= b[i] &^ a[i]
		a[i] |= b[i]
	}
	return grown != 0
}

// resumed is the set of what is alive where a recovery continues.
func (w *frameFlow) resumed() *[1 << 20]uint64 {
	return w.set(uint32(len(w.blocks)) + 1)
}

// afterRecovery makes live what is alive at the end of block i, with which a recovery continues: RAX is 1 then. The block does
// no more than store registers and ask for RAX, or both ways are taken.
func (w *frameFlow) afterRecovery(i uint32, live *[1 << 20]uint64) {
	w.atEnd(i, live)
	b := &w.blocks[i]
	if b.end-b.first < 2 || w.insns[b.end-1].flow != flowBranch {
		return
	}
	for j := b.first; j < b.end-2; j++ {
		if w.insns[j].frame != frameWrite {
			return
		}
	}
	code := (*[3]byte)(unsafe.Pointer(w.m.entry + uintptr(w.insns[b.end-2].at)))
	if code[0] != 0x48 || code[1] != 0x85 || code[2] != 0xc0 {
		return
	}
	jump := (*[2]byte)(unsafe.Pointer(w.m.entry + uintptr(w.insns[b.end-1].at)))
	condition := jump[0]
	if condition == 0x0f {
		condition = jump[1]
	}
	way := -1
	switch condition & 15 {
	case 4: // if it is 0
		way = 0
	case 5:
		way = 1
	}
	if way < 0 || b.to[way] < 0 {
		return
	}
	for j := uintptr(0); j < w.width; j++ {
		live[j] = 0
	}
	w.join(live, w.set(uint32(b.to[way])))
}

// atEnd makes live what is alive at the end of block i.
func (w *frameFlow) atEnd(i uint32, live *[1 << 20]uint64) {
	for j := uintptr(0); j < w.width; j++ {
		live[j] = 0
	}
	b := &w.blocks[i]
	for _, to := range b.to {
		if to >= 0 {
			w.join(live, w.set(uint32(to)))
		}
	}
	if b.tables {
		for _, to := range w.tables {
			w.join(live, w.set(to))
		}
	}
}

// through goes from the end of block i to its beginning. keep: sets at calls are recorded, those of the later calls first.
func (w *frameFlow) through(i uint32, live *[1 << 20]uint64, keep bool) {
	b := &w.blocks[i]
	for j := b.end; j > b.first; j-- {
		in := &w.insns[j-1]
		reads := in.reads
		switch in.flow {
		case flowCall, flowCallAny, flowLastCall:
			w.join(live, w.resumed())
			if keep {
				w.keep(in, live)
			}
		case flowIndirect:
			if !b.tables {
				reads |= w.passed(in)
			}
		case flowReturn:
			reads |= w.results
		}
		w.registers(live, in.kills, false)
		w.registers(live, reads&w.tracked, true)
		w.frame(in, live)
	}
}

// passed is which registers a call or tail call may pass arguments in.
func (w *frameFlow) passed(in *insn) uint8 {
	if in.flow == flowCall || in.flow == flowJump {
		if f := w.callee(in); f.valid() {
			return f.argumentRegisters()
		}
	}
	return inR12 | inR13 | inR14 | inR15
}

// registers sets or clears bits.
func (w *frameFlow) registers(live *[1 << 20]uint64, set uint8, alive bool) {
	for r := uintptr(0); set != 0; r++ {
		if set&1 != 0 {
			w.bit(live, w.words+r, alive)
		}
		set >>= 1
	}
}

func (w *frameFlow) bit(live *[1 << 20]uint64, i uintptr, alive bool) {
	if alive {
		live[i/64] |= 1 << (i % 64)
	} else {
		live[i/64] &^= 1 << (i % 64)
	}
}

// frame does what the instruction does to the frame.
func (w *frameFlow) frame(in *insn, live *[1 << 20]uint64) {
	depth := int(w.m.depth)
	from := int(in.slot) + depth // from the deepest word
	end := from + int(in.width)
	switch in.frame {
	case frameRead:
		w.span(live, max(from, 0), min(end, depth))
	case frameWrite:
		for i := alignUp(uintptr(max(from, 0)), 8); int(i)+8 <= min(end, depth); i += 8 {
			w.bit(live, i/8, false)
		}
	case frameAddr:
		if from < 0 || from >= depth {
			return
		}
		if v := w.m.varAt(uintptr(depth - from)); v != nil {
			from = depth - int(v.below)
			end = from + int(v.size)
		}
		w.span(live, from, min(end, depth))
	case frameAll:
		for _, v := range unsafe.Slice(w.m.vars, w.m.nvars) {
			w.span(live, depth-int(v.below), depth-int(v.below)+int(v.size))
		}
	}
}

// span makes the words of [from, end) live.
func (w *frameFlow) span(live *[1 << 20]uint64, from, end int) {
	for i := from / 8; i*8 < end; i++ {
		w.bit(live, uintptr(i), true)
	}
}

// varAt is the variable that holds the byte that far below the frame pointer.
func (m *frameMap) varAt(below uintptr) *frameVar {
	vars := unsafe.Slice(m.vars, m.nvars)
	for i := range vars {
		if v := &vars[i]; below <= v.below && v.below-below < v.size {
			return v
		}
	}
	return nil
}

// record keeps the sets of all calls.
func (w *frameFlow) record() bool {
	m := w.m
	m.calls = (*uint32)(frameMemory(w.ncalls * 4))
	m.live = (*uint64)(frameMemory((w.ncalls + 1) * w.width * 8))
	if m.calls == nil || m.live == nil {
		w.release()
		return false
	}
	m.ncalls = w.ncalls
	m.faults = (*uint64)(add(unsafe.Pointer(m.live), w.ncalls*w.width*8))
	w.join((*[1 << 20]uint64)(unsafe.Pointer(m.faults)), w.resumed())
	live := w.set(uint32(len(w.blocks)))
	for i := len(w.blocks); i > 0; i-- {
		w.atEnd(uint32(i-1), live)
		w.through(uint32(i-1), live, true)
	}
	w.release()
	return w.ncalls == 0
}

// keep records the set at a call. The calls come from the last to the first.
func (w *frameFlow) keep(in *insn, live *[1 << 20]uint64) {
	w.ncalls--
	*(*uint32)(add(unsafe.Pointer(w.m.calls), w.ncalls*4)) = in.at + uint32(in.size)
	set := (*[1 << 20]uint64)(add(unsafe.Pointer(w.m.live), w.ncalls*w.width*8))
	for i := uintptr(0); i < w.width; i++ {
		set[i] = live[i]
	}
}
