// Moving and clearing many values at once, with the write barrier.
//
// Code of the runtime is never stopped between two instructions, so here what is about to be overwritten can be handed over first.
package runtime

import (
	"internal/abi"
	"internal/goarch"
	"internal/runtime/atomic"
	"unsafe"
)

// shadeValues hands over the pointers in size bytes at p that are about to be overwritten. They are values of type typ, one behind the other, of
// the first of which off bytes are left out.
func shadeValues(typ *_type, p unsafe.Pointer, off, size uintptr) {
	if !typ.Pointers() {
		return
	}
	mask := getGCMask(typ)
	words := typ.PtrBytes / goarch.PtrSize
	start := uintptr(p) - off
	for end := uintptr(p) + size; start < end; start += typ.Size_ {
		for i := uintptr(0); i < words; i++ {
			at := start + i*goarch.PtrSize
			if at >= end {
				break
			}
			if at >= uintptr(p) && *addb(mask, i/8)>>(i%8)&1 != 0 {
				shadeWord(*(*uintptr)(unsafe.Pointer(at)))
			}
		}
	}
}

// shadeWords does so where no type tells what is a pointer.
func shadeWords(p unsafe.Pointer, size uintptr) {
	for at := alignUp(uintptr(p), goarch.PtrSize); at+goarch.PtrSize <= uintptr(p)+size; at += goarch.PtrSize {
		shadeWord(*(*uintptr)(unsafe.Pointer(at)))
	}
}

// typedmemmove copies a value of type typ.
func typedmemmove(typ *_type, dst, src unsafe.Pointer) {
	if dst == src {
		return
	}
	if writeBarrier.enabled {
		shadeValues(typ, dst, 0, typ.Size_)
	}
	memmove(dst, src, typ.Size_)
}

//go:linkname maps_typedmemmove internal/runtime/maps.typedmemmove
func maps_typedmemmove(typ *_type, dst, src unsafe.Pointer) { typedmemmove(typ, dst, src) }

//go:linkname reflect_typedmemmove reflect.typedmemmove
func reflect_typedmemmove(typ *_type, dst, src unsafe.Pointer) { typedmemmove(typ, dst, src) }

//go:linkname reflectlite_typedmemmove internal/reflectlite.typedmemmove
func reflectlite_typedmemmove(typ *_type, dst, src unsafe.Pointer) { typedmemmove(typ, dst, src) }

// reflectcallmove is typedmemmove for results of a reflective call.
func reflectcallmove(typ *_type, dst, src unsafe.Pointer, size uintptr, regs *abi.RegArgs) {
	if writeBarrier.enabled {
		shadeWords(dst, size)
	}
	memmove(dst, src, size)
	for i, word := range regs.Ints {
		if regs.ReturnIsPtr.Get(i) {
			regs.Ptrs[i] = unsafe.Pointer(word)
		}
	}
}

// typedslicecopy is copy.
func typedslicecopy(typ *_type, dstPtr unsafe.Pointer, dstLen int, srcPtr unsafe.Pointer, srcLen int) int {
	n := min(dstLen, srcLen)
	if n <= 0 {
		return 0
	}
	size := uintptr(n) * typ.Size_
	if writeBarrier.enabled && dstPtr != srcPtr {
		shadeValues(typ, dstPtr, 0, size)
	}
	memmove(dstPtr, srcPtr, size)
	return n
}

//go:linkname reflect_typedslicecopy reflect.typedslicecopy
func reflect_typedslicecopy(elemType *_type, dst, src slice) int {
	return typedslicecopy(elemType, dst.array, dst.len, src.array, src.len)
}

// typedclear zeroes size bytes of values of type typ, from off bytes in the first on.
func typedclear(typ *_type, ptr unsafe.Pointer, off, size uintptr) {
	if writeBarrier.enabled {
		shadeValues(typ, ptr, off, size)
	}
	memclrNoHeapPointers(ptr, size)
}

// typedmemclr zeroes a value of type typ.
func typedmemclr(typ *_type, ptr unsafe.Pointer) { typedclear(typ, ptr, 0, typ.Size_) }

//go:linkname maps_typedmemclr internal/runtime/maps.typedmemclr
func maps_typedmemclr(typ *_type, ptr unsafe.Pointer) { typedmemclr(typ, ptr) }

//go:linkname reflect_typedmemclr reflect.typedmemclr
func reflect_typedmemclr(typ *_type, ptr unsafe.Pointer) { typedmemclr(typ, ptr) }

//go:linkname reflect_typedmemclrpartial reflect.typedmemclrpartial
func reflect_typedmemclrpartial(typ *_type, ptr unsafe.Pointer, off, size uintptr) {
	typedclear(typ, ptr, off, size)
}

//go:linkname reflect_typedarrayclear reflect.typedarrayclear
func reflect_typedarrayclear(typ *_type, ptr unsafe.Pointer, len int) {
	typedclear(typ, ptr, 0, typ.Size_*uintptr(len))
}

// memclrHasPointers zeroes n bytes of values of a type that is not told.
func memclrHasPointers(ptr unsafe.Pointer, n uintptr) {
	if writeBarrier.enabled {
		shadeWords(ptr, n)
	}
	memclrNoHeapPointers(ptr, n)
}

// Atomic operations on pointers, for internal/runtime/atomic and sync/atomic. Code generation knows the operations and gives them the barrier; these
// are what function values and other packages refer to.

// atomicstorep stores a pointer where others may read it without a lock.
func atomicstorep(ptr unsafe.Pointer, new unsafe.Pointer) {
	atomic.StorepNoWB(noescape(ptr), new)
}

//go:linkname atomic_storePointer internal/runtime/atomic.storePointer
func atomic_storePointer(ptr *unsafe.Pointer, new unsafe.Pointer) {
	atomicstorep(unsafe.Pointer(ptr), new)
}

//go:linkname atomic_casPointer internal/runtime/atomic.casPointer
func atomic_casPointer(ptr *unsafe.Pointer, old, new unsafe.Pointer) bool {
	return atomic.Casp1(ptr, old, new)
}

//go:linkname sync_atomic_StorePointer sync/atomic.StorePointer
func sync_atomic_StorePointer(ptr *unsafe.Pointer, new unsafe.Pointer) {
	atomic.StorepNoWB(unsafe.Pointer(ptr), new)
}

//go:linkname sync_atomic_SwapPointer sync/atomic.SwapPointer
func sync_atomic_SwapPointer(ptr *unsafe.Pointer, new unsafe.Pointer) unsafe.Pointer {
	old := atomic.Xchguintptr((*uintptr)(unsafe.Pointer(ptr)), uintptr(new))
	if writeBarrier.enabled {
		shadeWord(old)
	}
	return unsafe.Pointer(old)
}

//go:linkname sync_atomic_CompareAndSwapPointer sync/atomic.CompareAndSwapPointer
func sync_atomic_CompareAndSwapPointer(ptr *unsafe.Pointer, old, new unsafe.Pointer) bool {
	return atomic.Casp1(ptr, old, new)
}
