// Slices: making, growing, copying.
package runtime

import (
	"internal/runtime/math"
	"unsafe"
)

// A slice is a slice's header.
type slice struct {
	array unsafe.Pointer
	len   int
	cap   int
}

func panicmakeslicelen() { panic(errorString("makeslice: len out of range")) }
func panicmakeslicecap() { panic(errorString("makeslice: cap out of range")) }

// arraySize is the size of n elements; ok: there can be such an array.
func arraySize(et *_type, n int) (size uintptr, ok bool) {
	size, overflow := math.MulUintptr(et.Size_, uintptr(n))
	return size, n >= 0 && !overflow && size <= maxAlloc
}

// makeslice is the array of make([]T, len, cap).
func makeslice(et *_type, len, cap int) unsafe.Pointer {
	size, ok := arraySize(et, cap)
	if ok && uint(len) <= uint(cap) {
		return mallocgc(size, et, true)
	}
	// make([]T, n) asks for both; it is the length that the program wrote then.
	if _, ok = arraySize(et, len); !ok {
		panicmakeslicelen()
	}
	panicmakeslicecap()
	return nil
}

func makeslice64(et *_type, len64, cap64 int64) unsafe.Pointer {
	return makeslice(et, int(len64), int(cap64))
}

// makeslicecopy allocates tolen elements and fills them from fromlen elements at
// from.
func makeslicecopy(et *_type, tolen int, fromlen int, from unsafe.Pointer) unsafe.Pointer {
	size, ok := arraySize(et, tolen)
	if !ok {
		panicmakeslicelen()
	}
	array := mallocgc(size, et, true)
	memmove(array, from, min(size, et.Size_*uintptr(fromlen)))
	return array
}

// growslice gives a larger backing array to a slice: newLen is the new length
// (old length + num), oldCap the capacity that was too small. The elements are
// copied; what is beyond newLen is zero. The result's len is newLen.
func growslice(oldPtr unsafe.Pointer, newLen, oldCap, num int, et *_type) slice {
	if newLen < 0 {
		panicgrowslice()
	}
	size := et.Size_
	if size == 0 {
		// The pointer must not be nil: append of nothing to nil is not nil then.
		return slice{unsafe.Pointer(&zerobase), newLen, newLen}
	}
	want, ok := arraySize(et, nextslicecap(newLen, oldCap))
	if !ok {
		panicgrowslice()
	}
	// What the block has to spare is room too. Sizes that divide easily come first.
	room := roundupsize(want, et.PtrBytes == 0)
	capacity := room
	switch size {
	case 1:
	case 8:
		capacity = room / 8
	default:
		capacity = room / size
	}
	room = capacity * size
	if room > maxAlloc {
		panicgrowslice()
	}
	array := mallocgc(room, et, true)
	memmove(array, oldPtr, uintptr(newLen-num)*size)
	return slice{array, newLen, int(capacity)}
}

func panicgrowslice() { panic(errorString("growslice: len out of range")) }

// nextslicecap is the capacity before rounding: double while small, then less and less, down to a quarter
// more; or what is needed, if that is not enough or too much.
func nextslicecap(newLen, oldCap int) int {
	const small = 256
	if newLen > 2*oldCap {
		return newLen
	}
	if oldCap < small {
		return 2 * oldCap
	}
	next := uint(oldCap)
	for next < uint(newLen) || next == uint(oldCap) {
		next += (next + 3*small) / 4
	}
	if next > 1<<63-1 {
		return newLen
	}
	return int(next)
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
	// reflect counts from the length, and keeps it; all of the old array is copied.
	newLen := old.len + num
	grown := growslice(old.array, newLen, old.cap, newLen-old.cap, et)
	grown.len = old.len
	return grown
}

// The compiler moves a slice from the stack of a function that returns it to the heap.

// emptySlice is what becomes of a slice without room: nil stays nil.
func emptySlice(old unsafe.Pointer) (unsafe.Pointer, int, int) {
	if old != nil {
		old = unsafe.Pointer(&zerobase)
	}
	return old, 0, 0
}

func moveSlice(et *_type, old unsafe.Pointer, len, cap int) (unsafe.Pointer, int, int) {
	if cap == 0 {
		return emptySlice(old)
	}
	array := mallocgc(uintptr(cap)*et.Size_, et, true)
	memmove(array, old, uintptr(len)*et.Size_)
	return array, len, cap
}

func moveSliceNoScan(elemSize uintptr, old unsafe.Pointer, len, cap int) (unsafe.Pointer, int, int) {
	if cap == 0 {
		return emptySlice(old)
	}
	array := mallocgc(uintptr(cap)*elemSize, nil, true)
	memmove(array, old, uintptr(len)*elemSize)
	return array, len, cap
}

func moveSliceNoCap(et *_type, old unsafe.Pointer, len int) (unsafe.Pointer, int, int) {
	if len == 0 {
		return emptySlice(old)
	}
	room := roundupsize(uintptr(len)*et.Size_, !et.Pointers())
	return moveSlice(et, old, len, int(room/et.Size_))
}

func moveSliceNoCapNoScan(elemSize uintptr, old unsafe.Pointer, len int) (unsafe.Pointer, int, int) {
	return moveSliceNoScan(elemSize, old, len, len)
}

// slicecopy is copy for elements of width bytes without pointers.
func slicecopy(toPtr unsafe.Pointer, toLen int, fromPtr unsafe.Pointer, fromLen int, width uintptr) int {
	n := min(toLen, fromLen)
	if n > 0 {
		memmove(toPtr, fromPtr, uintptr(n)*width)
	}
	return n
}

//go:linkname bytealg_MakeNoZero internal/bytealg.MakeNoZero
func bytealg_MakeNoZero(n int) []byte {
	if n < 0 || uintptr(n) > maxAlloc {
		panicmakeslicelen()
	}
	room := roundupsize(uintptr(n), true)
	return bytesAt(mallocgc(room, nil, false), n, int(room))
}

func panicunsafeslicelen()    { panic(errorString("unsafe.Slice: len out of range")) }
func panicunsafeslicenilptr() { panic(errorString("unsafe.Slice: ptr is nil and len is not zero")) }
func panicunsafestringlen()   { panic(errorString("unsafe.String: len out of range")) }
func panicunsafestringnilptr() {
	panic(errorString("unsafe.String: ptr is nil and len is not zero"))
}
