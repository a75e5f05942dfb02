// Names that packages outside the standard library reach by go:linkname, kept with
// the shape that those packages expect: the map iterator of before Go 1.24.
package runtime

import (
	"internal/abi"
	"internal/runtime/maps"
	"unsafe"
)

// hiterShim lies in the caller's old iterator: key, elem and the type stand where they
// stood (some callers read them directly), the pointer after them is the iterator in use.
type hiterShim struct {
	key, elem unsafe.Pointer
	typ       *abi.MapType
	it        *maps.Iter
}

// show copies the iterator's position to where old callers look.
func (h *hiterShim) show() {
	h.key, h.elem = h.it.Key(), h.it.Elem()
}

//go:linkname mapiterinit
func mapiterinit(t *abi.MapType, m *maps.Map, h *hiterShim) {
	h.typ, h.it = t, new(maps.Iter)
	h.it.Init(t, m)
	h.it.Next()
	h.show()
}

//go:linkname mapiternext
func mapiternext(h *hiterShim) {
	h.it.Next()
	h.show()
}

//go:linkname reflect_mapiterinit reflect.mapiterinit
func reflect_mapiterinit(t *abi.MapType, m *maps.Map, h *hiterShim) { mapiterinit(t, m, h) }

//go:linkname reflect_mapiternext reflect.mapiternext
func reflect_mapiternext(h *hiterShim) { mapiternext(h) }

//go:linkname reflect_mapiterkey reflect.mapiterkey
func reflect_mapiterkey(h *hiterShim) unsafe.Pointer { return h.it.Key() }

//go:linkname reflect_mapiterelem reflect.mapiterelem
func reflect_mapiterelem(h *hiterShim) unsafe.Pointer { return h.it.Elem() }

// stringHash is the hash of a string that maps use, by a seed.
//
//go:linkname stringHash
func stringHash(s string, seed uintptr) uintptr { return maps.StrHash(s, seed) }

// chanbuf gives the address of slot i of the channel's buffer.
//
//go:linkname chanbuf
func chanbuf(c *hchan, i uint) unsafe.Pointer { return c.place(i) }

// iscgo says that the program holds C code.
//
//go:linkname iscgo
var iscgo bool

// getm is a number that tells threads apart.
//
//go:linkname getm
func getm() uintptr { return uintptr(unsafe.Pointer(getg().m)) }

// haveHighResSleep says that sleeps of a millisecond are possible.
var haveHighResSleep = true

// overrideWrite, if set, writes in the place of write.
//
//go:linkname overrideWrite
var overrideWrite func(fd uintptr, p unsafe.Pointer, n int32) int32
