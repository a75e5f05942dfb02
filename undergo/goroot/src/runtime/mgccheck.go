// GODEBUG=gccheckmark=1: is everything marked that can be reached?
//
// When marking is over, in the same stop, all is marked once more with other bitmaps: from all variables, specials and queues as
// they are then, and from all objects that are marked. What this finds and the collection has not would be freed
// while somebody refers to it.
//
// Stacks do not count here: a word that was below the stack pointer in the first stop, or in a register that was not in use, may have become part of a frame
// that does not use it, and look like a pointer to an object that has long been garbage.
package runtime

import "unsafe"

// checkMarks marks anew and compares. The world is stopped.
func checkMarks() {
	h, m := &mheap_, &gcMarking
	bytes, work := m.bytes.Load(), m.work.Load()
	size := uintptr(0)
	for _, s := range h.allspans[:h.nspans] {
		if s.state == mSpanInUse {
			size += (uintptr(s.nelems) + 63) / 64 * 8
		}
	}
	size = alignUp(max(size, 1), physPageSize)
	fresh := uintptr(sysAlloc(size, &memstats.gcMiscSys, "check of marks"))
	if fresh == 0 {
		throw("gccheckmark: no memory")
	}
	swapMarks(fresh, true)
	countRoots()
	m.roots = m.stacks
	w := &getg().m.p.ptr().marker
	w.begin(markToEnd)
	w.alone = true
	for _, s := range h.allspans[:h.nspans] {
		if s.state != mSpanInUse {
			continue
		}
		for i := uintptr(0); i < uintptr(s.nelems); i++ {
			if s.realMarks.bit(i) {
				w.object(s, i)
			}
		}
		w.drain()
	}
	w.drain()
	w.end()
	m.roots = 0
	compareMarks()
	swapMarks(fresh, false)
	m.bytes.Store(bytes)
	m.work.Store(work)
	sysFree(unsafe.Pointer(fresh), size, &memstats.gcMiscSys)
}

// swapMarks gives spans the bitmaps that lie at fresh; away false gives them theirs again.
func swapMarks(fresh uintptr, away bool) {
	for _, s := range mheap_.allspans[:mheap_.nspans] {
		if s.state != mSpanInUse {
			continue
		}
		if away {
			s.realMarks = s.gcmarkBits
			s.gcmarkBits = (*gcBits)(unsafe.Pointer(fresh))
		} else {
			s.gcmarkBits, s.realMarks = s.realMarks, nil
		}
		fresh += (uintptr(s.nelems) + 63) / 64 * 8
	}
}

// compareMarks looks for objects that only the check has found.
func compareMarks() {
	missed := 0
	for _, s := range mheap_.allspans[:mheap_.nspans] {
		if s.state != mSpanInUse {
			continue
		}
		for i := uintptr(0); i < uintptr(s.nelems); i++ {
			if !s.gcmarkBits.bit(i) || s.realMarks.bit(i) {
				continue
			}
			if missed++; missed <= 10 {
				base := s.startAddr + i*s.elemsize
				print("runtime: object at ", hex(base), " of ", uint64(s.elemsize), " bytes (class ", s.spanclass, ") can be reached and is not marked\n")
				printReferrers(base, s.elemsize)
			}
		}
	}
	if missed > 0 {
		print("runtime: ", missed, " objects\n")
		throw("gccheckmark: marking has missed objects")
	}
}

// printReferrers tells where addresses inside [base, base+size) stand.
func printReferrers(base, size uintptr) {
	for _, s := range mheap_.allspans[:mheap_.nspans] {
		if s.state != mSpanInUse || s.spanclass.noscan() {
			continue
		}
		for i := uintptr(0); i < uintptr(s.nelems); i++ {
			if !s.gcmarkBits.bit(i) {
				continue
			}
			from := s.startAddr + i*s.elemsize
			for p := from; p < min(from+s.elemsize, s.limit); p += 8 {
				if v := *(*uintptr)(unsafe.Pointer(p)); v-base < size {
					print("\tobject ", hex(from), " of ", uint64(s.elemsize), " bytes at offset ", uint64(p-from), ", marked ", s.realMarks.bit(i), "\n")
				}
			}
		}
	}
	for md := &firstmoduledata; md != nil; md = md.next {
		printWordsInto("\tvariable", md.data, md.data+uintptr(md.gcdatamask.n)*8, base, size)
		printWordsInto("\tvariable", md.bss, md.bss+uintptr(md.gcbssmask.n)*8, base, size)
	}
	for _, gp := range allgs {
		if status := readgstatus(gp); status == _Gdead || status == _Gidle {
			continue
		}
		at := uintptr(unsafe.Pointer(gp))
		printWordsInto("\trecord of a goroutine", at, at+unsafe.Sizeof(g{}), base, size)
		if gp.stack.hi != 0 {
			printWordsInto("\tstack of a goroutine", max(gp.sched.sp, gp.stack.lo), gp.stack.hi, base, size)
		}
	}
}

// printWordsInto tells which words of [lo, hi) are addresses inside [base, base+size).
func printWordsInto(what string, lo, hi, base, size uintptr) {
	for p := alignUp(lo, 8); p+8 <= hi; p += 8 {
		if v := *(*uintptr)(unsafe.Pointer(p)); v-base < size {
			print(what, " at ", hex(p), " in ", hex(lo), "\n")
		}
	}
}
