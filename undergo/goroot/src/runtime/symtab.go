// What the linker knows about the program (moduledata), and functions, files and lines of
// program counters.
//
// The functab (docs/link.md) is read in place: a binary search finds the function's record, a walk along
// its rows the line and the inlined call. A pc handed out by Callers for a call that was
// inlined carries the depth in its upper 16 bits: 0 is the innermost function at that pc, 1 the one
// it was inlined into, and so on.

package runtime

import (
	"internal/runtime/atomic"
	"unsafe"
)

// A moduledata describes one linked image. The linker fills it by field name.
type moduledata struct {
	text       uintptr // the image's base, as types
	types      uintptr
	etypes     uintptr
	minpc      uintptr
	maxpc      uintptr
	etext      uintptr
	noptrdata  uintptr
	enoptrdata uintptr
	data       uintptr
	edata      uintptr
	bss        uintptr
	ebss       uintptr
	noptrbss   uintptr
	enoptrbss  uintptr
	end        uintptr
	rodata     uintptr
	erodata    uintptr
	gcdata     uintptr
	gcbss      uintptr

	gcdatamask bitvector
	gcbssmask  bitvector

	typelinks []int32
	itablinks []*itab
	inittasks []*initTask
	functab   []byte
	gounsafe  []pcRange

	modulename string
	hasmain    uint8
	bad        bool

	typemap map[typeOff]*_type
	next    *moduledata
}

type pcRange struct {
	start, end uint32
}

var (
	firstmoduledata moduledata
	lastmoduledatap *moduledata
	modulesSlice    *[]*moduledata
)

// activeModules may be called at any time, by a signal handler, too.
func activeModules() (list []*moduledata) {
	if known := (*[]*moduledata)(atomic.Loadp(unsafe.Pointer(&modulesSlice))); known != nil {
		list = *known
	}
	return list
}

// modulesinit lists the images; an image loaded later is appended to the chain.
func modulesinit() {
	var list []*moduledata
	for image := &firstmoduledata; image != nil; image = image.next {
		if image.bad {
			continue
		}
		list = append(list, image)
		lastmoduledatap = image
	}
	atomicstorep(unsafe.Pointer(&modulesSlice), unsafe.Pointer(&list))
}

const functabMagic = 0x54464755

type functabHeader struct {
	magic   uint32
	version uint32
	nfunc   uint32
	nunit   uint32
	entries uint32
	records uint32
	units   uint32
	size    uint32
}

type funcRecord struct {
	entry     uint32
	size      uint32
	name      uint32
	nameLen   uint32
	startLine uint32
	file      uint32
	pcln      uint32
	inl       uint32 // inline nodes; of an assembly function depthRows
	ninl      uint16
	unit      uint16
	flags     uint32
	frame     uint32 // layout of the frame (framescan.go)
}

const (
	funcWrapper  = 1
	funcAssembly = 2
	funcTop      = 4
	funcNoArgs   = 8
	funcFramed   = 16
	funcNoReturn = 512

	funcRegisters = 5 // four flags from 1 << 5 on: r12 to r15 carry arguments
)

type funcUnit struct {
	strings uint32
	files   uint32
	nfile   uint32
	pkg     uint32
}

type inlNode struct {
	parent    int32
	name      uint32
	nameLen   uint32
	callFile  uint32
	callLine  uint32
	startLine uint32
	flags     uint32
}

// A funcInfo is a function of an image.
type funcInfo struct {
	*funcRecord
	datap *moduledata
}

func (f funcInfo) valid() bool    { return f.funcRecord != nil }
func (f funcInfo) entry() uintptr { return f.datap.text + uintptr(f.funcRecord.entry) }

func (md *moduledata) tab() unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(md.functab)) }

func findmoduledatap(pc uintptr) *moduledata {
	for md := &firstmoduledata; md != nil; md = md.next {
		if md.minpc <= pc && pc < md.maxpc {
			return md
		}
	}
	return nil
}

// findfunc finds the function that pc lies in.
func findfunc(pc uintptr) funcInfo {
	pc = purePC(pc)
	md := findmoduledatap(pc)
	if md == nil || len(md.functab) == 0 {
		return funcInfo{}
	}
	tab := md.tab()
	h := (*functabHeader)(tab)
	if h.magic != functabMagic || h.nfunc == 0 {
		return funcInfo{}
	}
	entries := (*[1 << 28]uint32)(add(tab, uintptr(h.entries)))
	off := uint32(pc - md.text)
	if off < entries[0] || off >= entries[h.nfunc] {
		return funcInfo{}
	}
	lo, hi := uint32(0), h.nfunc
	for hi-lo > 1 {
		mid := (lo + hi) / 2
		if entries[mid] <= off {
			lo = mid
		} else {
			hi = mid
		}
	}
	return funcInfo{(*funcRecord)(add(tab, uintptr(h.records)+uintptr(lo)*unsafe.Sizeof(funcRecord{}))), md}
}

func (f funcInfo) str(off, n uint32) string {
	if n == 0 {
		return ""
	}
	return unsafe.String((*byte)(add(f.datap.tab(), uintptr(off))), int(n))
}

func funcname(f funcInfo) string {
	if !f.valid() {
		return ""
	}
	return f.str(f.name, f.nameLen)
}

func (f funcInfo) unitp() *funcUnit {
	h := (*functabHeader)(f.datap.tab())
	return (*funcUnit)(add(f.datap.tab(), uintptr(h.units)+uintptr(f.unit)*unsafe.Sizeof(funcUnit{})))
}

// file is the name of a file of the function's unit.
func (f funcInfo) fileName(i uint32) string {
	u := f.unitp()
	if i >= u.nfile {
		return "?"
	}
	e := (*[2]uint32)(add(f.datap.tab(), uintptr(u.files)+uintptr(i)*8))
	return f.str(u.strings+e[0], e[1])
}

func (f funcInfo) node(i int32) *inlNode {
	return (*inlNode)(add(f.datap.tab(), uintptr(f.inl)+uintptr(i)*unsafe.Sizeof(inlNode{})))
}

// Rows of the stack's depth in a function of an assembly file.
type depthRow struct {
	from uint32 // of the function
	code uint32 // bytes between stack pointer and return address, and two flags below
}

const (
	depthSavedBP = 1 // the caller's frame pointer is saved right below the return address
	depthUnknown = 2
)

// stackDepth is how deep the stack is at pc in an assembly function.
func (f funcInfo) stackDepth(pc uintptr) (depth int, known, savedBP bool) {
	rows := unsafe.Slice((*depthRow)(add(f.datap.tab(), uintptr(f.inl))), f.ninl)
	code := uint32(0)
	for i := 0; i < len(rows) && uintptr(rows[i].from) <= pc-f.entry(); i++ {
		code = rows[i].code
	}
	return int(code >> 2), code&depthUnknown == 0, code&depthSavedBP != 0
}

// A srcPos is where a pc is in the source: the innermost function first.
type srcPos struct {
	file uint32
	line uint32
	inl  int32
}

// lookup walks the rows to pc.
func (f funcInfo) lookup(pc uintptr) srcPos {
	pos := srcPos{line: f.startLine, file: f.funcRecord.file, inl: -1}
	if pos.file == ^uint32(0) {
		pos.file = 0
	}
	if f.pcln == 0 {
		return pos
	}
	target := uint32(pc-f.datap.text) - f.funcRecord.entry
	p := add(f.datap.tab(), uintptr(f.pcln))
	at := uint32(0)
	last := pos
	uvarint := func() uint32 {
		v, shift := uint32(0), uint32(0)
		for {
			b := *(*byte)(p)
			p = add(p, 1)
			v |= uint32(b&0x7f) << shift
			if b < 0x80 {
				return v
			}
			shift += 7
		}
	}
	svarint := func() uint32 {
		u := uvarint()
		return u>>1 ^ -(u & 1)
	}
	for {
		h := uvarint()
		if h == 0 {
			return last
		}
		pos.line += svarint()
		if h&1 != 0 {
			pos.file += svarint()
			pos.inl += int32(svarint())
		}
		if pos.line != 0 {
			last = pos
		}
		at += h >> 1
		if target < at {
			return last
		}
	}
}

// The parts of a pc from Callers.
const pcDepthShift = 48

func purePC(pc uintptr) uintptr { return pc & (1<<pcDepthShift - 1) }
func pcDepth(pc uintptr) int    { return int(pc >> pcDepthShift) }

// A srcFunc is a function as the source has it: a function of its own or one inlined.
type srcFunc struct {
	f    funcInfo
	node int32 // -1: f itself
}

func (s srcFunc) name() string {
	if s.node < 0 {
		return funcname(s.f)
	}
	n := s.f.node(s.node)
	return s.f.str(s.f.unitp().strings+n.name, n.nameLen)
}

func (s srcFunc) startLine() int32 {
	if s.node < 0 {
		return int32(s.f.startLine)
	}
	return int32(s.f.node(s.node).startLine)
}

func (s srcFunc) flags() uint32 {
	if s.node < 0 {
		return s.f.flags
	}
	return s.f.node(s.node).flags
}

func (s srcFunc) wrapper() bool { return s.flags()&funcWrapper != 0 }

// framed reports whether the call looks like one with a frame of its own. That of an inlined function does if gc
// never inlines it.
func (s srcFunc) framed() bool { return s.node < 0 || s.flags()&funcFramed != 0 }

func (f funcInfo) srcFunc() srcFunc { return srcFunc{f, -1} }

// An inlineUnwinder goes from the innermost function at a pc to the outermost.
type inlineUnwinder struct {
	f   funcInfo
	pos srcPos
}

// newInlineUnwinder starts at a pc inside an instruction (a return address less one).
func newInlineUnwinder(f funcInfo, pc uintptr) inlineUnwinder {
	return inlineUnwinder{f, f.lookup(pc)}
}

func (u *inlineUnwinder) srcFunc() srcFunc { return srcFunc{u.f, u.pos.inl} }
func (u *inlineUnwinder) isInlined() bool  { return u.pos.inl >= 0 }

func (u *inlineUnwinder) fileLine() (string, int) {
	if u.f.pcln == 0 && u.f.startLine == 0 {
		return "?", 0
	}
	return u.f.fileName(u.pos.file), int(u.pos.line)
}

// next goes to the caller of an inlined function.
func (u *inlineUnwinder) next() {
	n := u.f.node(u.pos.inl)
	u.pos = srcPos{file: n.callFile, line: n.callLine, inl: n.parent}
}

func funcline(f funcInfo, pc uintptr) (file string, line int32) {
	if !f.valid() {
		return "?", 0
	}
	u := newInlineUnwinder(f, pc)
	for u.isInlined() {
		u.next()
	}
	fl, ln := u.fileLine()
	return fl, int32(ln)
}

// Frames, Frame and Func: the public view.

// Frames turns program counters from Callers into functions, files and lines.
type Frames struct {
	callers []uintptr
}

// Frame is one call.
type Frame struct {
	PC       uintptr
	Func     *Func // nil for an inlined function, unless gc never inlines it
	Function string
	File     string
	Line     int

	startLine int
	Entry     uintptr
	src       srcFunc
}

// CallersFrames prepares to read what Callers returned.
func CallersFrames(callers []uintptr) *Frames {
	return &Frames{callers: callers}
}

// Next returns the next frame and whether there are more.
func (ci *Frames) Next() (frame Frame, more bool) {
	for len(ci.callers) > 0 {
		pc := ci.callers[0]
		ci.callers = ci.callers[1:]
		whole := pc
		depth := pcDepth(pc)
		pc = purePC(pc)
		f := findfunc(pc)
		if !f.valid() || f.entry() == pc {
			// A call that does not return may be its function's last instruction, with another
			// function right behind it. Entries themselves are preceded by padding, mostly.
			if g := findfunc(pc - 1); g.valid() && g.entry()+uintptr(g.size) == pc {
				f = g
			}
		}
		if !f.valid() {
			continue
		}
		if pc > f.entry() {
			pc--
		}
		u := newInlineUnwinder(f, pc)
		for ; depth > 0 && u.isInlined(); depth-- {
			u.next()
		}
		sf := u.srcFunc()
		// The depth stays in PC and Entry: runtime/pprof makes stacks of frames' PCs again.
		marks := whole &^ (1<<pcDepthShift - 1)
		frame = Frame{PC: pc | marks, Function: funcNameForPrint(sf.name()), Entry: f.entry() | marks, startLine: int(sf.startLine()), src: sf}
		if sf.framed() {
			frame.Func = u.function()
		}
		frame.File, frame.Line = u.fileLine()
		return frame, len(ci.callers) > 0
	}
	return Frame{}, false
}

//go:linkname runtime_FrameStartLine runtime/pprof.runtime_FrameStartLine
func runtime_FrameStartLine(f *Frame) int { return f.startLine }

//go:linkname runtime_FrameSymbolName runtime/pprof.runtime_FrameSymbolName
func runtime_FrameSymbolName(f *Frame) string {
	if !f.src.f.valid() {
		return f.Function
	}
	return f.src.name()
}

//go:linkname runtime_expandFinalInlineFrame runtime/pprof.runtime_expandFinalInlineFrame
func runtime_expandFinalInlineFrame(stk []uintptr) []uintptr {
	if len(stk) == 0 {
		return stk
	}
	last := stk[len(stk)-1]
	f := findfunc(purePC(last) - 1)
	if !f.valid() {
		return stk
	}
	u := newInlineUnwinder(f, purePC(last)-1)
	depth := 0
	for ; u.isInlined(); depth++ {
		if depth >= pcDepth(last) {
			stk = append(stk, purePC(last)|uintptr(depth+1)<<pcDepthShift)
		}
		u.next()
	}
	return stk
}

// A Func is a function of the program.
type Func struct {
	opaque struct{}
}

// A funcinl stands for an inlined function; its first word tells it from a funcRecord.
type funcinl struct {
	ones      uint32
	startLine int32
	entry     uintptr
	name      string
	file      string
	line      int32
}

func (f *Func) inl() *funcinl {
	p := (*funcinl)(unsafe.Pointer(f))
	if p.ones == ^uint32(0) {
		return p
	}
	return nil
}

func (f *Func) funcInfo() funcInfo {
	p := uintptr(unsafe.Pointer(f))
	for md := &firstmoduledata; md != nil; md = md.next {
		start := uintptr(md.tab())
		if start <= p && p < start+uintptr(len(md.functab)) {
			return funcInfo{(*funcRecord)(unsafe.Pointer(f)), md}
		}
	}
	return funcInfo{}
}

// FuncForPC returns the function that pc lies in; of inlined ones the innermost.
func FuncForPC(pc uintptr) *Func {
	depth := pcDepth(pc)
	pc = purePC(pc)
	f := findfunc(pc)
	if !f.valid() {
		return nil
	}
	u := newInlineUnwinder(f, pc)
	for ; depth > 0 && u.isInlined(); depth-- {
		u.next()
	}
	return u.function()
}

// function returns the function that u is at.
func (u *inlineUnwinder) function() *Func {
	if !u.isInlined() {
		return (*Func)(unsafe.Pointer(u.f.funcRecord))
	}
	sf := u.srcFunc()
	file, line := u.fileLine()
	fi := &funcinl{ones: ^uint32(0), entry: u.f.entry(), name: sf.name(), file: file, line: int32(line), startLine: sf.startLine()}
	return (*Func)(unsafe.Pointer(fi))
}

// Name returns the function's name.
func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	if fi := f.inl(); fi != nil {
		return funcNameForPrint(fi.name)
	}
	return funcNameForPrint(funcname(f.funcInfo()))
}

// Entry returns the address of the function's code.
func (f *Func) Entry() uintptr {
	if fi := f.inl(); fi != nil {
		return fi.entry
	}
	return f.funcInfo().entry()
}

// FileLine returns the source position of pc, which lies in f.
func (f *Func) FileLine(pc uintptr) (file string, line int) {
	if fi := f.inl(); fi != nil {
		return fi.file, int(fi.line)
	}
	file, l := funcline(f.funcInfo(), purePC(pc))
	return file, int(l)
}

func (f *Func) startLine() int32 {
	if fi := f.inl(); fi != nil {
		return fi.startLine
	}
	return int32(f.funcInfo().startLine)
}
