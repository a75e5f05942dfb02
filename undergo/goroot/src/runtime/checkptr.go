// Checks of unsafe pointers, for programs built with -d=checkptr.
//
// A pointer's home is the object it points into: an object of the heap, all global
// variables of an image, or the stack that runs. Other memory has no home.
package runtime

import (
	"internal/abi"
	"unsafe"
)

const (
	checkptrStackHome = 1
	minLegalPointer   = 4096
)

func checkptrHome(p uintptr) uintptr {
	if here := getg().stack; here.lo <= p && p < here.hi {
		return checkptrStackHome
	}
	if s := spanOfHeap(p); s != nil {
		return p - (p-s.startAddr)%s.elemsize
	}
	for image := &firstmoduledata; image != nil; image = image.next {
		if image.data <= p && p < image.edata {
			return image.data
		}
		if image.bss <= p && p < image.ebss {
			return image.bss
		}
	}
	return 0
}

func checkptrCrosses(p unsafe.Pointer, size uintptr) bool {
	if size == 0 {
		return false
	}
	last := uintptr(p) + size - 1
	return last < uintptr(p) || checkptrHome(uintptr(p)) != checkptrHome(last)
}

func checkptrAlignment(p unsafe.Pointer, elem *abi.Type, n uintptr) {
	switch {
	case p == nil:
	case elem.Pointers() && uintptr(p)%uintptr(elem.Align_) != 0:
		throw("checkptr: misaligned pointer conversion")
	case checkptrCrosses(p, n*elem.Size_):
		throw("checkptr: converted pointer straddles multiple allocations")
	}
}

func checkptrArithmetic(p unsafe.Pointer, from []unsafe.Pointer) {
	if p != nil && uintptr(p) < minLegalPointer {
		throw("checkptr: pointer arithmetic computed bad pointer value")
	}
	home := checkptrHome(uintptr(p))
	if home == 0 {
		return
	}
	for _, q := range from {
		if checkptrHome(uintptr(q)) == home {
			return
		}
	}
	throw("checkptr: pointer arithmetic result points to invalid allocation")
}

func unsafeslicecheckptr(et *abi.Type, ptr unsafe.Pointer, n int64) {
	if checkptrCrosses(ptr, uintptr(n)*et.Size_) {
		throw("checkptr: unsafe.Slice result straddles multiple allocations")
	}
}

func unsafestringcheckptr(ptr unsafe.Pointer, n int64) {
	if checkptrCrosses(ptr, uintptr(n)) {
		throw("checkptr: unsafe.String result straddles multiple allocations")
	}
}
