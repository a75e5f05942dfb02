// debug.WriteHeapDump, in Go's format ("go1.7 heap dump"): a header, then records, each of a number that says what it is and
// fields: unsigned numbers of variable length (7 bits a byte, low ones first), and strings with their length before them.
//
// Frames are written whole: no map of a frame's pointers is kept, so each word counts as one. Deferred calls and panics are not
// written.
package runtime

import (
	"internal/abi"
	"internal/goarch"
	"unsafe"
)

// What a record is.
const (
	dumpEOF       = 0
	dumpObject    = 1
	dumpType      = 3
	dumpGoroutine = 4
	dumpFrame     = 5
	dumpParams    = 6
	dumpFinalizer = 7
	dumpItab      = 8
	dumpThread    = 9
	dumpMemStats  = 10
	dumpQueued    = 11
	dumpData      = 12
	dumpBSS       = 13
	dumpMemProf   = 16
	dumpSample    = 17
)

// What a field of an object is; the end of the list of them.
const (
	dumpFieldEnd     = 0
	dumpFieldPointer = 1
)

// A dumper writes a dump. The world is stopped.
type dumper struct {
	fd    uintptr
	n     int
	buf   [4096]byte
	begin uintptr // of the object whose fields are written
	types [1024]*_type
}

var heapDump dumper // worldsema guards it

//go:linkname runtime_debug_WriteHeapDump runtime/debug.WriteHeapDump
func runtime_debug_WriteHeapDump(fd uintptr) {
	var m MemStats
	semacquire(&gcsema)
	semacquire(&worldsema)
	callNoted(func() {
		w := stopTheWorldHeld(stwHeapDump)
		systemstack(func() {
			sweepAll()
			for _, pp := range allp {
				pp.mcache.flush()
			}
			readmemstats_m(&m)
			d := &heapDump
			*d = dumper{fd: fd}
			d.all(getg().m.curg, &m)
		})
		startTheWorld(w)
	})
	semrelease(&gcsema)
}

func (d *dumper) flush() {
	for done := 0; done < d.n; {
		n := write(d.fd, unsafe.Pointer(&d.buf[done]), int32(d.n-done))
		if n <= 0 {
			break // nobody is told: the function has no result
		}
		done += int(n)
	}
	d.n = 0
}

func (d *dumper) bytes(p unsafe.Pointer, n uintptr) {
	for n > 0 {
		if d.n == len(d.buf) {
			d.flush()
		}
		k := min(n, uintptr(len(d.buf)-d.n))
		memmove(unsafe.Pointer(&d.buf[d.n]), p, k)
		d.n += int(k)
		p, n = add(p, k), n-k
	}
}

func (d *dumper) number(v uint64) {
	for ; v >= 0x80; v >>= 7 {
		d.byte(byte(v) | 0x80)
	}
	d.byte(byte(v))
}

func (d *dumper) byte(b byte) {
	if d.n == len(d.buf) {
		d.flush()
	}
	d.buf[d.n] = b
	d.n++
}

func (d *dumper) numbers(list ...uint64) {
	for _, v := range list {
		d.number(v)
	}
}

func (d *dumper) bool(b bool) {
	if b {
		d.number(1)
	} else {
		d.number(0)
	}
}

func (d *dumper) pointer(p unsafe.Pointer) { d.number(uint64(uintptr(p))) }

func (d *dumper) memory(p, n uintptr) {
	d.number(uint64(n))
	d.bytes(unsafe.Pointer(p), n)
}

func (d *dumper) string(s string) { d.memory(uintptr(unsafe.Pointer(unsafe.StringData(s))), uintptr(len(s))) }

// field writes where in an object a pointer lies.
func (d *dumper) field(at uintptr) { d.numbers(dumpFieldPointer, uint64(at-d.begin)) }

func (d *dumper) all(self *g, m *MemStats) {
	const header = "go1.7 heap dump\n"
	d.bytes(unsafe.Pointer(unsafe.StringData(header)), uintptr(len(header)))
	d.number(dumpParams)
	d.bool(goarch.BigEndian)
	d.numbers(goarch.PtrSize, uint64(mheap_.lowest), uint64(mheap_.highest))
	d.string(goarch.GOARCH)
	d.string(buildVersion)
	d.number(uint64(ncpu))
	d.itabs()
	d.objects()
	forEachG(func(gp *g) {
		if status := readgstatus(gp); status != _Gdead && status != _Gidle {
			d.goroutine(gp, status)
		}
	})
	for mp := allm; mp != nil; mp = mp.alllink {
		d.number(dumpThread)
		d.pointer(unsafe.Pointer(mp))
		d.numbers(uint64(mp.id), mp.procid)
	}
	d.roots()
	d.stats(m)
	d.profile()
	d.number(dumpEOF)
	d.flush()
}

// typeOnce writes a type, unless that was done lately: readers take the last of several.
func (d *dumper) typeOnce(t *_type) {
	if t == nil {
		return
	}
	slot := &d.types[t.Hash%uint32(len(d.types))]
	if *slot == t {
		return
	}
	*slot = t
	d.number(dumpType)
	d.pointer(unsafe.Pointer(t))
	d.number(uint64(t.Size_))
	rt := toRType(t)
	if pkg := rt.pkgpath(); t.Uncommon() == nil || pkg == "" {
		d.string(rt.string())
	} else {
		name := rt.name()
		d.number(uint64(len(pkg) + 1 + len(name)))
		d.bytes(unsafe.Pointer(unsafe.StringData(pkg)), uintptr(len(pkg)))
		d.byte('.')
		d.bytes(unsafe.Pointer(unsafe.StringData(name)), uintptr(len(name)))
	}
	d.bool(t.Kind_ != abi.Pointer || t.PtrBytes != 0)
}

func (d *dumper) itabs() {
	t := itabTable
	for i := range t.size {
		if m := *t.slot(i); m != nil {
			d.typeOnce(m.Type)
			d.number(dumpItab)
			d.pointer(unsafe.Pointer(m))
			d.pointer(unsafe.Pointer(m.Type))
		}
	}
}

func (d *dumper) objects() {
	for _, s := range mheap_.allspans[:mheap_.nspans] {
		if s.state != mSpanInUse {
			continue
		}
		for i := range uintptr(s.nelems) {
			if !s.isAllocated(i) {
				continue
			}
			base := s.startAddr + i*s.elemsize
			d.numbers(dumpObject, uint64(base))
			d.memory(base, s.elemsize)
			d.begin = base
			eachPointer(s, base, d.field)
			d.number(dumpFieldEnd)
		}
	}
}

func (d *dumper) goroutine(gp *g, status uint32) {
	lo, hi := gp.usedStack()
	d.number(dumpGoroutine)
	d.pointer(unsafe.Pointer(gp))
	d.numbers(uint64(lo), gp.goid, uint64(gp.gopc), uint64(status))
	d.bool(gp.isSystem)
	d.bool(false) // not in the background
	d.number(uint64(gp.waitsince))
	d.string(gp.waitreason.String())
	d.pointer(gp.sched.ctxt)
	d.pointer(unsafe.Pointer(gp.m))
	d.numbers(0, 0) // deferred calls and panics
	if lo == 0 {
		return
	}
	var u unwinder
	u.init(gp)
	below := uint64(0)
	for depth := uint64(0); u.valid(); depth++ {
		from, to := max(u.sp, lo), hi
		if u.top != 0 && u.top <= hi {
			to = u.top
		}
		if u.sp == 0 {
			break
		}
		if from >= to {
			u.next()
			continue
		}
		d.numbers(dumpFrame, uint64(from), depth, below)
		d.memory(from, to-from)
		d.numbers(uint64(u.fn.entry()), uint64(u.pc), uint64(u.pc))
		d.string(funcname(u.fn))
		for at := from; at+goarch.PtrSize <= to; at += goarch.PtrSize {
			d.numbers(dumpFieldPointer, uint64(at-from))
		}
		d.number(dumpFieldEnd)
		below = uint64(from)
		u.next()
	}
}

func (d *dumper) roots() {
	for md := &firstmoduledata; md != nil; md = md.next {
		d.variables(dumpData, md.data, md.edata, md.gcdatamask)
		d.variables(dumpBSS, md.bss, md.ebss, md.gcbssmask)
	}
	for _, s := range mheap_.allspans[:mheap_.nspans] {
		if s.state != mSpanInUse {
			continue
		}
		for sp := s.specials; sp != nil; sp = sp.next {
			if sp.kind == specialFinalizer {
				d.call(dumpFinalizer, unsafe.Pointer(s.startAddr+sp.offset), sp.fn, sp.ptrTyp, sp.fnTyp)
			}
		}
	}
	for b := finalizerQueue.first; b != nil; b = b.next {
		for i := b.begin; i < b.end; i++ {
			r := &b.list[i]
			d.call(dumpQueued, r.arg, r.fn, r.ptrTyp, r.fnTyp)
		}
	}
}

func (d *dumper) variables(what uint64, from, to uintptr, mask bitvector) {
	d.numbers(what, uint64(from))
	d.memory(from, to-from)
	d.begin = from
	eachInMask(from, mask.bytedata, uintptr(mask.n), d.field)
	d.number(dumpFieldEnd)
}

// call writes a finalizer that is set, or queued.
func (d *dumper) call(what uint64, object, fn unsafe.Pointer, ptrTyp, fnTyp *_type) {
	d.typeOnce(ptrTyp)
	param := fnTyp.FuncType().InSlice()[0]
	d.typeOnce(param)
	d.number(what)
	d.pointer(object)
	d.pointer(fn)
	d.number(uint64((*funcval)(fn).fn))
	d.pointer(unsafe.Pointer(param))
	d.pointer(unsafe.Pointer(ptrTyp))
}

func (d *dumper) stats(m *MemStats) {
	d.number(dumpMemStats)
	d.numbers(m.Alloc, m.TotalAlloc, m.Sys, m.Lookups, m.Mallocs, m.Frees)
	d.numbers(m.HeapAlloc, m.HeapSys, m.HeapIdle, m.HeapInuse, m.HeapReleased, m.HeapObjects)
	d.numbers(m.StackInuse, m.StackSys, m.MSpanInuse, m.MSpanSys, m.MCacheInuse, m.MCacheSys, m.BuckHashSys, m.GCSys, m.OtherSys)
	d.numbers(m.NextGC, m.LastGC, m.PauseTotalNs)
	for _, pause := range m.PauseNs {
		d.number(pause)
	}
	d.number(uint64(m.NumGC))
}

// profile writes the heap profile, and of which of its records the sampled objects are.
func (d *dumper) profile() {
	for b := memProfile.all; b != nil; b = b.all {
		d.number(dumpMemProf)
		d.pointer(unsafe.Pointer(b))
		d.numbers(uint64(b.size), uint64(b.depth))
		for _, pc := range b.stack() {
			d.position(pc)
		}
		d.numbers(uint64(b.shown.allocs), uint64(b.shown.frees))
	}
	for _, s := range mheap_.allspans[:mheap_.nspans] {
		if s.state != mSpanInUse {
			continue
		}
		for sp := s.specials; sp != nil; sp = sp.next {
			if sp.kind == specialProfile {
				d.numbers(dumpSample, uint64(s.startAddr+sp.offset))
				d.pointer(sp.fn)
			}
		}
	}
}

// position writes the function, file and line of a program counter of callers.
func (d *dumper) position(pc uintptr) {
	f := findfunc(purePC(pc) - 1)
	if !f.valid() {
		d.string("?")
		d.string("?")
		d.number(0)
		return
	}
	u := newInlineUnwinder(f, purePC(pc)-1)
	for depth := pcDepth(pc); depth > 0 && u.isInlined(); depth-- {
		u.next()
	}
	sf := u.srcFunc()
	file, line := u.fileLine()
	d.string(sf.name())
	d.string(file)
	d.number(uint64(line))
}
