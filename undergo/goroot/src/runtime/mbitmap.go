// Which words of a small object are pointers: a bitmap at the end of its span.
//
// A span of a scan class with objects of at most 512 bytes gives its last
// 1/64 (one bit for each of its words) to the bitmap. writeHeapBitsSmall copies a
// type's pointer mask there, repeated for arrays.
package runtime

import (
	"internal/abi"
	"internal/goarch"
	"unsafe"
)

func bitmapBytes(npages uintptr) uintptr {
	return npages * pageSize / goarch.PtrSize / 8
}

func (s *mspan) hasInlineBitmap() bool {
	return !s.spanclass.noscan() && s.elemsize != 0 && s.elemsize <= minSizeForMallocHeader
}

// heapBits is the span's bitmap: bit i for the word at startAddr + 8i.
func (s *mspan) heapBits() *[pageSize * 16]byte {
	bytes := s.npages << pageShift
	return (*[pageSize * 16]byte)(unsafe.Pointer(s.startAddr + bytes - bitmapBytes(s.npages)))
}

// writeHeapBitsSmall records the pointers of the new object at x, size bytes of
// typ elements in a block of elemsize bytes. size <= 512; spans of such objects
// have one page.
func writeHeapBitsSmall(x, elemsize, size uintptr, typ *_type) {
	var mask uint64
	if typ.PtrBytes <= 8*goarch.PtrSize && typ.TFlag&abi.TFlagGCMaskOnDemand == 0 {
		mask = uint64(*typ.GCData)
	} else {
		mask = readPtrMask(getGCMask(typ), typ.PtrBytes/goarch.PtrSize)
	}
	if typ.Size_ != size {
		// Elements of an array repeat the mask.
		if typ.Size_ == goarch.PtrSize {
			mask = ^uint64(0) >> (64 - size/goarch.PtrSize)
		} else {
			one := mask
			for off := typ.Size_; off < size; off += typ.Size_ {
				mask |= one << (off / goarch.PtrSize)
			}
		}
	}
	bits := (*[pageSize / ptrBits]uint64)(unsafe.Pointer(x&^(pageSize-1) + pageSize - pageSize/ptrBits))
	first := x % pageSize / goarch.PtrSize
	word, shift := first/64, first%64
	keep := ^uint64(0) >> (64 - elemsize/goarch.PtrSize)
	p := (*[2]uint64)(unsafe.Pointer(&bits[word]))
	p[0] = p[0]&^(keep<<shift) | mask<<shift
	if rest := 64 - shift; elemsize/goarch.PtrSize > rest {
		p[1] = p[1]&^(keep>>rest) | mask>>rest
	}
}

func readPtrMask(p *byte, words uintptr) uint64 {
	var m uint64
	for i := uintptr(0); i < (words+7)/8; i++ {
		m |= uint64(*addb(p, i)) << (8 * i)
	}
	if words < 64 {
		m &= 1<<words - 1
	}
	return m
}

// getGCMask gives a type's pointer mask, one bit a word up to PtrBytes; masks of
// large types are built on first use.
func getGCMask(t *_type) *byte {
	if t.TFlag&abi.TFlagGCMaskOnDemand != 0 {
		return getGCMaskOnDemand(t)
	}
	return t.GCData
}

var gcMaskLock mutex

func getGCMaskOnDemand(t *_type) *byte {
	slot := (*unsafe.Pointer)(unsafe.Pointer(t.GCData))
	if p := *slot; p != nil {
		return (*byte)(p)
	}
	bytes := divRoundUp(t.PtrBytes/goarch.PtrSize, 8)
	bytes = alignUp(bytes, goarch.PtrSize)
	systemstack(func() {
		lock(&gcMaskLock)
		if *slot == nil {
			p := (*byte)(persistentallocNoLockOrder(bytes))
			buildGCMask(t, p, 0)
			*slot = unsafe.Pointer(p)
		}
		unlock(&gcMaskLock)
	})
	return (*byte)(*slot)
}

func persistentallocNoLockOrder(bytes uintptr) unsafe.Pointer {
	return persistentalloc(bytes, goarch.PtrSize, &memstats.other_sys)
}

// buildGCMask sets the bits of a value of type t that begins at bit base.
func buildGCMask(t *_type, dst *byte, base uintptr) {
	if t.PtrBytes == 0 {
		return
	}
	if t.TFlag&abi.TFlagGCMaskOnDemand == 0 {
		words := t.PtrBytes / goarch.PtrSize
		for i := uintptr(0); i < words; i++ {
			if *addb(t.GCData, i/8)>>(i%8)&1 != 0 {
				b := base + i
				*addb(dst, b/8) |= 1 << (b % 8)
			}
		}
		return
	}
	switch t.Kind() {
	case abi.Array:
		a := t.ArrayType()
		for i := uintptr(0); i < a.Len; i++ {
			buildGCMask(a.Elem, dst, base+i*a.Elem.Size_/goarch.PtrSize)
		}
	case abi.Struct:
		for i := range t.StructType().Fields {
			f := &t.StructType().Fields[i]
			buildGCMask(f.Typ, dst, base+f.Offset/goarch.PtrSize)
		}
	default:
		throw("unexpected kind of type with a mask on demand")
	}
}

// A bitvector is n bits, least significant first.
type bitvector struct {
	n        int32
	bytedata *uint8
}

func (bv *bitvector) ptrbit(i uintptr) uint8 {
	return *addb(bv.bytedata, i/8) >> (i % 8) & 1
}

//go:linkname reflect_gcbits reflect.gcbits
func reflect_gcbits(x any) []byte {
	return pointerMask(x)
}

// pointerMask gives a byte a word of the object x points to: 1 for pointers. It ends
// with the last of them. For memory outside the heap the type tells.
func pointerMask(ep any) []byte {
	e := *efaceOf(&ep)
	t := e._type
	if t.Kind() != abi.Pointer {
		return nil
	}
	p := uintptr(e.data)
	var out []byte
	if s := spanOfHeap(p); s != nil {
		out = s.objectMask(p)
	} else {
		et := t.Elem()
		out = tileMask(et, et.PtrBytes)
	}
	for len(out) > 0 && out[len(out)-1] == 0 {
		out = out[:len(out)-1]
	}
	KeepAlive(ep)
	return out
}

// objectMask is the pointer mask of the object at p as the allocator recorded it.
func (s *mspan) objectMask(p uintptr) []byte {
	if s.spanclass.noscan() {
		return nil
	}
	base := s.startAddr + s.objIndex(p)*s.elemsize
	if s.hasInlineBitmap() {
		bits := s.heapBits()
		out := make([]byte, s.elemsize/goarch.PtrSize)
		first := (base - s.startAddr) / goarch.PtrSize
		for i := range out {
			w := first + uintptr(i)
			out[i] = bits[w/8] >> (w % 8) & 1
		}
		return out
	}
	if s.nelems == 1 && s.largeType != nil {
		return tileMask(s.largeType, s.limit-s.startAddr)
	}
	return tileMask(*(**_type)(unsafe.Pointer(base)), s.elemsize-mallocHeaderSize)
}

// tileMask is the mask of size bytes of values of type t.
func tileMask(t *_type, size uintptr) []byte {
	out := make([]byte, size/goarch.PtrSize)
	if t.PtrBytes == 0 {
		return out
	}
	mask := getGCMask(t)
	words, step := t.PtrBytes/goarch.PtrSize, t.Size_/goarch.PtrSize
	for at := uintptr(0); at < uintptr(len(out)); at += step {
		for i := uintptr(0); i < words && at+i < uintptr(len(out)); i++ {
			out[at+i] = *addb(mask, i/8) >> (i % 8) & 1
		}
	}
	return out
}
