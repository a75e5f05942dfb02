// Atomic operations on pointers, for internal/runtime/atomic and sync/atomic. The collector's write
// barrier will stand here.

package runtime

import (
	"internal/runtime/atomic"
	"unsafe"
)

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
	return unsafe.Pointer(atomic.Xchguintptr((*uintptr)(unsafe.Pointer(ptr)), uintptr(new)))
}

//go:linkname sync_atomic_CompareAndSwapPointer sync/atomic.CompareAndSwapPointer
func sync_atomic_CompareAndSwapPointer(ptr *unsafe.Pointer, old, new unsafe.Pointer) bool {
	return atomic.Casp1(ptr, old, new)
}
