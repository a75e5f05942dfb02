// Allocation.
//
// An object of at most 32 KB comes from a span of its size class, taken without a
// lock from the p's mcache; larger ones get a span of their own. Classes come in
// two kinds, with pointers (scan) and without (noscan). Pointerless objects under
// 16 bytes share 16-byte blocks (the tiny allocator).
//
// What is a pointer in an object is known exactly:
//
//   - objects up to 512 bytes: a bitmap at the end of their span, one bit a word
//     (mbitmap.go);
//   - larger ones in a size class: a word in front of the object holds its type;
//   - objects with a span of their own: mspan.largeType.
//
// Objects of a size class are always zero: a span that was used before is cleared run by run as the
// cache takes it (takeRun). needzero matters only to objects with a span of their own.
package runtime

import (
	"internal/goarch"
	"internal/runtime/gc"
	"internal/runtime/sys"
	"unsafe"
)

const (
	maxTinySize   = 16
	tinySizeClass = 2
	maxSmallSize  = gc.MaxSmallSize
	pageShift     = gc.PageShift
	pageSize      = gc.PageSize
	_PageSize     = pageSize
	_PageMask     = pageSize - 1

	minSizeForMallocHeader = gc.MinSizeForMallocHeader
	mallocHeaderSize       = gc.MallocHeaderSize

	heapArenaBytes    = 64 << 20
	pagesPerArena     = heapArenaBytes / pageSize
	heapAddrBits      = 48
	maxAlloc          = 1 << heapAddrBits
	arenaL1Entries    = 1 << (heapAddrBits - 26)
	maxObjsPerSpan    = 1024
	_64bit            = 1
	numSpanClasses    = gc.NumSizeClasses << 1
	maxMemoryFraction = 15 // sixteenths of the machine's memory that the heap may take
)

// Base of zero-sized objects.
var zerobase uintptr

// mallocgc allocates size bytes. typ is nil or has no pointers: the object has
// none. For an array of n elements of typ, size is a multiple of typ.Size_.
//
// Nothing stops a goroutine inside the runtime (preempt.go), so the cache stays
// this thread's from getMCache to the end.
func mallocgc(size uintptr, typ *_type, needzero bool) unsafe.Pointer {
	if typ == nil || typ.PtrBytes == 0 {
		if size < maxTinySize {
			if size == 0 {
				return unsafe.Pointer(&zerobase)
			}
			return mallocTiny(size)
		}
		if size <= maxSmallSize-mallocHeaderSize {
			return getMCache(getg().m).nextFree(makeSpanClass(size, true))
		}
		return mallocLarge(size, typ, true, needzero)
	}
	if size <= minSizeForMallocHeader {
		if size == 0 {
			return unsafe.Pointer(&zerobase)
		}
		return mallocSmallScan(size, typ)
	}
	if size > maxSmallSize-mallocHeaderSize {
		return mallocLarge(size, typ, false, true)
	}
	x := getMCache(getg().m).nextFree(makeSpanClass(size+mallocHeaderSize, false))
	*(**_type)(x) = typ
	return add(x, mallocHeaderSize)
}

// mallocSmallScan allocates an object with pointers of at most minSizeForMallocHeader bytes.
func mallocSmallScan(size uintptr, typ *_type) unsafe.Pointer {
	c := getMCache(getg().m)
	spc := spanClass(gc.SizeToSizeClass8[(size+gc.SmallSizeDiv-1)/gc.SmallSizeDiv]) << 1
	r := c.run(spc)
	x := r.next
	if x == r.end {
		return mallocSmallScanSlow(spc, size, typ)
	}
	r.next = x + r.elemsize
	writeHeapBitsSmall(x, r.elemsize, size, typ)
	return unsafe.Pointer(x)
}

//go:noinline
func mallocSmallScanSlow(spc spanClass, size uintptr, typ *_type) unsafe.Pointer {
	x := nextFreeSlow(spc)
	writeHeapBitsSmall(uintptr(x), uintptr(gc.SizeClassToSize[spc.sizeclass()]), size, typ)
	return x
}

// mallocTiny puts small objects without pointers side by side into blocks of maxTinySize. The size tells how
// an object must be aligned: by its largest power of two, up to 8.
func mallocTiny(size uintptr) unsafe.Pointer {
	c := getMCache(getg().m)
	start := alignUp(c.tinyoffset, min(size&-size, 8))
	if end := start + size; end <= maxTinySize && c.tiny != 0 {
		c.tinyoffset = end
		c.tinyAllocs++
		return unsafe.Pointer(c.tiny + start)
	}
	x := c.nextFree(spanClass(tinySizeClass<<1 | 1))
	c = getMCache(getg().m)
	// Go on with the block that has more room.
	if c.tiny == 0 || c.tinyoffset > size {
		c.tiny, c.tinyoffset = uintptr(x), size
	}
	return x
}

func mallocLarge(size uintptr, typ *_type, noscan, needzero bool) unsafe.Pointer {
	if size+pageSize < size || size > maxAlloc/2 {
		throw("out of memory")
	}
	npages := (size + pageSize - 1) >> pageShift
	spc := spanClass(0)
	if noscan {
		spc = 1
	}
	allocPreempt()
	gcAssist(npages * pageSize)
	if gcWanted() {
		gcFromMalloc()
	}
	s := newLargeSpan(npages, spc)
	for tries := 0; s == nil && gcForBytes(npages*pageSize, &tries); {
		s = newLargeSpan(npages, spc)
	}
	if s == nil {
		outOfMemory(npages * pageSize)
	}
	if !noscan {
		s.largeType = typ
	}
	s.limit = s.startAddr + size // from now on addresses in it count
	if s.needzero != 0 && needzero {
		memclrNoHeapPointers(unsafe.Pointer(s.startAddr), size)
	}
	c := getMCache(getg().m)
	c.largeBytes += s.elemsize
	c.largeAllocs++
	if c.sampler.large(s.elemsize) {
		profileAlloc(s.startAddr, s.elemsize)
	}
	return unsafe.Pointer(s.startAddr)
}

// newLargeSpan makes a span of one object, which is taken; nil: memory is out.
func newLargeSpan(npages uintptr, spc spanClass) (s *mspan) {
	systemstack(func() {
		s = mheap_.alloc(npages, spc, 1)
		if s == nil {
			return
		}
		s.elemsize = npages * pageSize
		if gcMarking.on {
			s.markRun(0, 1)
		}
		s.freeindex = 1
		s.allocCount = 1
		mheap_.central[spc].mcentral.uncacheSpan(s)
	})
	if s != nil {
		gcController.heapLive.Add(s.elemsize)
	}
	return s
}

// gcForBytes collects because there is no room for n bytes; false: it is no use. Others may take what a collection
// frees before the caller can, so it goes on while collections leave much.
func gcForBytes(n uintptr, tries *int) bool {
	*tries++
	room := min(mheap_.reserved, mheap_.mostMemory)
	if *tries > 50 || *tries > 3 && gcController.marked+n > room-room/8 {
		return false
	}
	return gcForMemory()
}

func outOfMemory(n uintptr) {
	print("runtime: out of memory: cannot allocate ", n, "-byte block (", mheap_.inUse, " in use)\n")
	throw("out of memory")
}

func newobject(typ *_type) unsafe.Pointer {
	size := typ.Size_
	if typ.PtrBytes != 0 && size <= minSizeForMallocHeader {
		return mallocSmallScan(size, typ)
	}
	return mallocgc(size, typ, true)
}

//go:linkname maps_newobject internal/runtime/maps.newobject
func maps_newobject(typ *_type) unsafe.Pointer { return newobject(typ) }

//go:linkname reflect_unsafe_New reflect.unsafe_New
func reflect_unsafe_New(typ *_type) unsafe.Pointer { return mallocgc(typ.Size_, typ, true) }

//go:linkname reflectlite_unsafe_New internal/reflectlite.unsafe_New
func reflectlite_unsafe_New(typ *_type) unsafe.Pointer { return mallocgc(typ.Size_, typ, true) }

// newarray allocates n elements of typ.
func newarray(typ *_type, n int) unsafe.Pointer {
	size, ok := arraySize(typ, n)
	if !ok {
		panic(plainError("runtime: allocation size out of range"))
	}
	return mallocgc(size, typ, true)
}

//go:linkname maps_newarray internal/runtime/maps.newarray
func maps_newarray(typ *_type, n int) unsafe.Pointer { return newarray(typ, n) }

//go:linkname reflect_unsafe_NewArray reflect.unsafe_NewArray
func reflect_unsafe_NewArray(typ *_type, n int) unsafe.Pointer { return newarray(typ, n) }

// roundupsize gives the size of the block that an allocation of size bytes gets,
// without its header.
func roundupsize(size uintptr, noscan bool) uintptr {
	reqSize := size
	if !noscan && reqSize > minSizeForMallocHeader {
		reqSize += mallocHeaderSize
		if reqSize <= maxSmallSize-mallocHeaderSize {
			return uintptr(gc.SizeClassToSize[sizeClassOf(reqSize)]) - mallocHeaderSize
		}
	} else if reqSize <= maxSmallSize-mallocHeaderSize {
		return uintptr(gc.SizeClassToSize[sizeClassOf(reqSize)])
	}
	size += pageSize - 1
	if size < pageSize {
		return ^uintptr(0) &^ (pageSize - 1)
	}
	return size &^ (pageSize - 1)
}

func sizeClassOf(size uintptr) uint8 {
	if size <= gc.SmallSizeMax-8 {
		return gc.SizeToSizeClass8[(size+gc.SmallSizeDiv-1)/gc.SmallSizeDiv]
	}
	return gc.SizeToSizeClass128[(size-gc.SmallSizeMax+gc.LargeSizeDiv-1)/gc.LargeSizeDiv]
}

func makeSpanClass(size uintptr, noscan bool) spanClass {
	c := spanClass(sizeClassOf(size)) << 1
	if noscan {
		c |= 1
	}
	return c
}

// persistentalloc gives memory that is never freed, zero, for the runtime's own
// records.
func persistentalloc(size, align uintptr, sysStat *sysMemStat) unsafe.Pointer {
	if align == 0 {
		align = 8
	}
	if align&(align-1) != 0 || align > pageSize {
		throw("persistentalloc: align is not a power of 2 or too large")
	}
	const chunk = 256 << 10
	if size >= chunk/4 {
		return sysAlloc(alignUp(size, physPageSize), sysStat, "persistent")
	}
	lock(&globalAlloc.lock)
	a := &globalAlloc.persistentAlloc
	a.off = alignUp(a.off, align)
	if a.base == 0 || a.off+size > chunk {
		p := sysAlloc(chunk, &memstats.other_sys, "persistent")
		if p == nil {
			unlock(&globalAlloc.lock)
			throw("runtime: cannot allocate memory")
		}
		a.base = uintptr(p)
		a.off = 0
	}
	p := unsafe.Pointer(a.base + a.off)
	a.off += size
	unlock(&globalAlloc.lock)
	if sysStat != nil && sysStat != &memstats.other_sys {
		sysStat.add(int64(size))
		memstats.other_sys.add(-int64(size))
	}
	return p
}

type persistentAlloc struct {
	base uintptr
	off  uintptr
}

var globalAlloc struct {
	lock mutex
	persistentAlloc
}

func mallocinit() {
	if gc.SizeClassToSize[tinySizeClass] != maxTinySize {
		throw("bad TinySizeClass")
	}
	for class := sizeClassOf(minSizeForMallocHeader); class > 0; class-- {
		if gc.SizeClassToNPages[class] != 1 {
			throw("a span with a bitmap has several pages") // see writeHeapBitsSmall
		}
	}
	mheap_.init()
	mcache0 = allocmcache()
}

// mcache0 serves until the first p has its own.
var mcache0 *mcache

// nextFreeRun finds the first row of free objects at or after freeindex:
// [first, last), empty when there is none; at most limit of them. Of dirty memory it is not long.
func (s *mspan) nextFreeRun(limit uintptr) (first, last uint16) {
	n := s.nelems
	most := uint16(min(uintptr(n), limit))
	if s.needzero != 0 {
		most = min(most, uint16(min(max(longestDirtyRun/s.elemsize, 1), uintptr(n))))
	}
	if debug.gcstress > 0 {
		most = 1
	}
	first = s.nextObject(s.freeindex, false)
	last = first + min(s.nextObject(first, true)-first, most)
	return first, last
}

// nextObject is the first object at or after i that is in use, or that is not; nelems: there is none.
func (s *mspan) nextObject(i uint16, used bool) uint16 {
	if s.allocBits == nil {
		if used {
			return s.nelems
		}
		return i
	}
	for i < s.nelems {
		w := *(*uint64)(add(unsafe.Pointer(s.allocBits), uintptr(i/64)*8))
		if !used {
			w = ^w
		}
		if w >>= i % 64; w != 0 {
			return min(i+uint16(sys.TrailingZeros64(w)), s.nelems)
		}
		i = (i/64 + 1) * 64
	}
	return s.nelems
}

// isAllocated reports whether object i is in use. No cache holds the span.
func (s *mspan) isAllocated(i uintptr) bool {
	return i < uintptr(s.freeindex) || s.allocBits != nil && s.allocBits.bit(i)
}

func (b *gcBits) bit(i uintptr) bool {
	return *(*uint64)(add(unsafe.Pointer(b), i/64*8))>>(i%64)&1 != 0
}

// giveBack returns the n last objects of a run, from address x on, to the span.
func (s *mspan) giveBack(x, n uintptr) {
	if n != 0 {
		s.freeindex = uint16((x - s.startAddr) / s.elemsize)
		s.allocCount -= uint16(n)
	}
}

const ptrBits = 8 * goarch.PtrSize
