// Slices: making, growing, copying.
package runtime

import (
	"internal/abi"
	"internal/goarch"
	"internal/runtime/math"
	"unsafe"
)

type slice struct {
	array unsafe.Pointer
	len   int
	cap   int
}

type notInHeapSlice struct {
	array unsafe.Pointer
	len   int
	cap   int
}

func panicmakeslicelen() { panic(errorString("makeslice: len out of range")) }
func panicmakeslicecap() { panic(errorString("makeslice: cap out of range")) }

func makeslice(et *_type, len, cap int) unsafe.Pointer {
	mem, overflow := math.MulUintptr(et.Size_, uintptr(cap))
	if overflow || mem > maxAlloc || len < 0 || len > cap {
		// An unusable length is reported before an unusable capacity.
		mem, overflow := math.MulUintptr(et.Size_, uintptr(len))
		if overflow || mem > maxAlloc || len < 0 {
			panicmakeslicelen()
		}
		panicmakeslicecap()
	}
	return mallocgc(mem, et, true)
}

func makeslice64(et *_type, len64, cap64 int64) unsafe.Pointer {
	return makeslice(et, int(len64), int(cap64))
}

// makeslicecopy allocates tolen elements and fills them from fromlen elements at
// from.
func makeslicecopy(et *_type, tolen int, fromlen int, from unsafe.Pointer) unsafe.Pointer {
	mem, overflow := math.MulUintptr(et.Size_, uintptr(tolen))
	if overflow || mem > maxAlloc || tolen < 0 {
		panicmakeslicelen()
	}
	n := mem
	if tolen > fromlen {
		n = et.Size_ * uintptr(fromlen)
	}
	p := mallocgc(mem, et, true)
	memmove(p, from, n)
	return p
}

// growslice gives a larger backing array to a slice: newLen is the new length
// (old length + num), oldCap the capacity that was too small. The elements are
// copied; what is beyond newLen is zero. The result's len is newLen.
func growslice(oldPtr unsafe.Pointer, newLen, oldCap, num int, et *_type) slice {
	oldLen := newLen - num
	if newLen < 0 {
		panic(errorString("growslice: len out of range"))
	}
	if et.Size_ == 0 {
		// The pointer must not be nil: append of nothing to nil is not nil then.
		return slice{unsafe.Pointer(&zerobase), newLen, newLen}
	}
	newcap := nextslicecap(newLen, oldCap)
	noscan := et.PtrBytes == 0
	size := et.Size_
	var overflow bool
	var lenmem, capmem uintptr
	switch {
	case size == 1:
		lenmem = uintptr(oldLen)
		overflow = uintptr(newcap) > maxAlloc
		capmem = roundupsize(uintptr(newcap), noscan)
		newcap = int(capmem)
	case size == goarch.PtrSize:
		lenmem = uintptr(oldLen) * goarch.PtrSize
		overflow = uintptr(newcap) > maxAlloc/goarch.PtrSize
		capmem = roundupsize(uintptr(newcap)*goarch.PtrSize, noscan)
		newcap = int(capmem / goarch.PtrSize)
	default:
		lenmem = uintptr(oldLen) * size
		capmem, overflow = math.MulUintptr(size, uintptr(newcap))
		capmem = roundupsize(capmem, noscan)
		newcap = int(capmem / size)
		capmem = uintptr(newcap) * size
	}
	if overflow || capmem > maxAlloc {
		panic(errorString("growslice: len out of range"))
	}
	p := mallocgc(capmem, et, true)
	memmove(p, oldPtr, lenmem)
	return slice{p, newLen, newcap}
}

// nextslicecap is the capacity before rounding: double while small, then smoothly
// towards a quarter more.
func nextslicecap(newLen, oldCap int) int {
	newcap := oldCap
	doublecap := newcap + newcap
	if newLen > doublecap {
		return newLen
	}
	const threshold = 256
	if oldCap < threshold {
		return doublecap
	}
	for {
		newcap += (newcap + 3*threshold) >> 2
		if uint(newcap) >= uint(newLen) {
			break
		}
	}
	if newcap <= 0 {
		return newLen
	}
	return newcap
}

func growsliceNoAlias(oldPtr unsafe.Pointer, newLen, oldCap, num int, et *_type) slice {
	return growslice(oldPtr, newLen, oldCap, num, et)
}

// growsliceBuf may use a buffer of bufLen elements on the caller's stack while
// the slice fits. The array is moved to the heap later with the capacity that is
// chosen here: the next size class will do.
func growsliceBuf(oldPtr unsafe.Pointer, newLen, oldCap, num int, et *_type, bufPtr unsafe.Pointer, bufLen int) slice {
	if newLen > bufLen {
		return growslice(oldPtr, newLen, oldCap, num, et)
	}
	size := et.Size_
	if n := newLen - num; n != 0 && oldPtr != bufPtr {
		memmove(bufPtr, oldPtr, uintptr(n)*size)
	}
	used := uintptr(newLen) * size
	newCap := int(roundupsize(used, !et.Pointers()) / size)
	if newCap > newLen {
		memclrNoHeapPointers(add(bufPtr, used), uintptr(newCap-newLen)*size)
	}
	return slice{bufPtr, newLen, newCap}
}

func growsliceBufNoAlias(oldPtr unsafe.Pointer, newLen, oldCap, num int, et *_type, bufPtr unsafe.Pointer, bufLen int) slice {
	return growsliceBuf(oldPtr, newLen, oldCap, num, et, bufPtr, bufLen)
}

//go:linkname reflect_growslice reflect.growslice
func reflect_growslice(et *_type, old slice, num int) slice {
	// reflect counts from the capacity, append from the length.
	num -= old.cap - old.len
	new := growslice(old.array, old.cap+num, old.cap, num, et)
	new.len = old.len
	return new
}

// moveSlice copies a slice to the heap (from the stack of a caller that returns
// it).
func moveSlice(et *_type, old unsafe.Pointer, len, cap int) (unsafe.Pointer, int, int) {
	if cap == 0 {
		if old != nil {
			old = unsafe.Pointer(&zerobase)
		}
		return old, 0, 0
	}
	p := mallocgc(uintptr(cap)*et.Size_, et, true)
	memmove(p, old, uintptr(len)*et.Size_)
	return p, len, cap
}

func moveSliceNoScan(elemSize uintptr, old unsafe.Pointer, len, cap int) (unsafe.Pointer, int, int) {
	if cap == 0 {
		if old != nil {
			old = unsafe.Pointer(&zerobase)
		}
		return old, 0, 0
	}
	p := mallocgc(uintptr(cap)*elemSize, nil, true)
	memmove(p, old, uintptr(len)*elemSize)
	return p, len, cap
}

func moveSliceNoCap(et *_type, old unsafe.Pointer, len int) (unsafe.Pointer, int, int) {
	if len == 0 {
		return moveSlice(et, old, 0, 0)
	}
	used := uintptr(len) * et.Size_
	cap := roundupsize(used, !et.Pointers()) / et.Size_
	new := mallocgc(cap*et.Size_, et, true)
	memmove(new, old, used)
	return new, len, int(cap)
}

func moveSliceNoCapNoScan(elemSize uintptr, old unsafe.Pointer, len int) (unsafe.Pointer, int, int) {
	return moveSliceNoScan(elemSize, old, len, len)
}

func slicecopy(toPtr unsafe.Pointer, toLen int, fromPtr unsafe.Pointer, fromLen int, width uintptr) int {
	n := fromLen
	if toLen < n {
		n = toLen
	}
	if n == 0 || width == 0 {
		return n
	}
	memmove(toPtr, fromPtr, uintptr(n)*width)
	return n
}

//go:linkname bytealg_MakeNoZero internal/bytealg.MakeNoZero
func bytealg_MakeNoZero(len int) []byte {
	if uintptr(len) > maxAlloc {
		panicmakeslicelen()
	}
	cap := roundupsize(uintptr(len), true)
	return unsafe.Slice((*byte)(mallocgc(cap, nil, false)), cap)[:len]
}

func unsafeslicecheckptr(et *_type, ptr unsafe.Pointer, len64 int64) {}
func unsafestringcheckptr(ptr unsafe.Pointer, len64 int64)             {}

func panicunsafeslicelen()    { panic(errorString("unsafe.Slice: len out of range")) }
func panicunsafeslicenilptr() { panic(errorString("unsafe.Slice: ptr is nil and len is not zero")) }
func panicunsafestringlen()   { panic(errorString("unsafe.String: len out of range")) }
func panicunsafestringnilptr() {
	panic(errorString("unsafe.String: ptr is nil and len is not zero"))
}

const _ = abi.ZeroValSize
