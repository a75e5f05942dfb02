// Interfaces: itabs, conversions, assertions.
//
// itabs made by the compiler are in the module's table; others are made here, on
// first need, and kept for ever in a hash table that is read without a lock:
// entries are only added, by an atomic store, and a grown table replaces the old
// one atomically.
package runtime

import (
	"internal/abi"
	"internal/goarch"
	"internal/runtime/atomic"
	"internal/runtime/sys"
	"unsafe"
)

const itabFirstSize = 512

// An itabTableType is a hash table: a pair of types probes at distances 1, 3, 6, ... of its own place.
type itabTableType struct {
	size    uintptr // power of two
	count   uintptr
	entries [itabFirstSize]*itab // really size entries
}

var (
	itabLock      mutex
	itabTableInit = itabTableType{size: itabFirstSize}
	itabTable     = &itabTableInit
)

func itabHashFunc(inter *interfacetype, typ *_type) uintptr {
	return uintptr(inter.Type.Hash ^ typ.Hash)
}

func (t *itabTableType) slot(i uintptr) **itab {
	return (**itab)(add(unsafe.Pointer(&t.entries), i*goarch.PtrSize))
}

// find gives the itab of a pair, and the place where it is; where it belongs, if it is nil.
func (t *itabTableType) find(inter *interfacetype, typ *_type) (m *itab, place **itab) {
	at := itabHashFunc(inter, typ)
	for step := uintptr(1); ; step++ {
		place = t.slot(at & (t.size - 1))
		m = (*itab)(atomic.Loadp(unsafe.Pointer(place)))
		if m == nil || m.Inter == inter && m.Type == typ {
			return m, place
		}
		at += step
	}
}

// add enters m, unless the pair is there. Readers see it at once, and all of it.
func (t *itabTableType) add(m *itab) {
	if old, place := t.find(m.Inter, m.Type); old == nil {
		atomic.StorepNoWB(unsafe.Pointer(place), unsafe.Pointer(m))
		t.count++
	}
}

// itabAdd needs itabLock.
func itabAdd(m *itab) {
	t := itabTable
	if t.count >= 3*(t.size/4) {
		t2 := (*itabTableType)(persistentalloc((2+2*t.size)*goarch.PtrSize, goarch.PtrSize, &memstats.other_sys))
		t2.size = t.size * 2
		for i := uintptr(0); i < t.size; i++ {
			if m := *t.slot(i); m != nil {
				t2.add(m)
			}
		}
		atomic.StorepNoWB(unsafe.Pointer(&itabTable), unsafe.Pointer(t2))
		t = t2
	}
	t.add(m)
}

// itabsinit enters the itabs the compiler made.
func itabsinit() {
	lock(&itabLock)
	for _, md := range activeModules() {
		for _, i := range md.itablinks {
			itabAdd(i)
		}
	}
	unlock(&itabLock)
}

// newitab makes an itab that has no methods yet. itabs are never freed.
func newitab(inter *interfacetype, typ *_type) *itab {
	size := unsafe.Offsetof(itab{}.Fun) + uintptr(len(inter.Methods))*goarch.PtrSize
	m := (*itab)(persistentalloc(size, 0, &memstats.other_sys))
	m.Inter, m.Type = inter, typ
	// The hash stays 0, which marks an itab made at run time; type switches use the type's own.
	return m
}

// getitab gives the itab of a pair. When typ lacks a method: nil if canfail, else
// a panic with a *TypeAssertionError.
func getitab(inter *interfacetype, typ *_type, canfail bool) *itab {
	if typ.TFlag&abi.TFlagUncommon == 0 {
		// A type without methods.
		if canfail {
			return nil
		}
		missing := toRType(&inter.Type).nameOff(inter.Methods[0].Name).Name()
		panic(&TypeAssertionError{concrete: typ, asserted: &inter.Type, missingMethod: missing})
	}
	t := (*itabTableType)(atomic.Loadp(unsafe.Pointer(&itabTable)))
	m, _ := t.find(inter, typ)
	if m == nil {
		m = makeitab(inter, typ)
	}
	if m.Fun[0] == 0 {
		// Known, but only that it is not to be had.
		if canfail {
			return nil
		}
		panic(&TypeAssertionError{concrete: typ, asserted: &inter.Type, missingMethod: itabInit(newitab(inter, typ))})
	}
	return m
}

// makeitab makes the itab of a pair that was not in the table, unless somebody else just did.
func makeitab(inter *interfacetype, typ *_type) *itab {
	lock(&itabLock)
	m, _ := itabTable.find(inter, typ)
	if m == nil {
		m = newitab(inter, typ)
		itabInit(m)
		itabAdd(m)
	}
	unlock(&itabLock)
	return m
}

// A methodKey tells methods apart: pkg is "" for exported ones.
type methodKey struct {
	name, pkg string
	typ       *_type
}

// methodKeyOf is the key of a method of owner, whose package is pkg unless the name says otherwise.
func methodKeyOf(owner rtype, nameAt nameOff, typeAt typeOff, pkg func() string) methodKey {
	n := owner.nameOff(nameAt)
	key := methodKey{name: n.Name(), typ: owner.typeOff(typeAt)}
	if !n.IsExported() {
		if key.pkg = pkgPath(n); key.pkg == "" {
			key.pkg = pkg()
		}
	}
	return key
}

// itabInit fills in the methods' addresses. If the type lacks one, its name is returned, and Fun[0] stays 0.
// Both lists are sorted by name, so what an interface method passed by fits none of the later ones.
func itabInit(m *itab) (missing string) {
	inter, typ := toRType(&m.Inter.Type), toRType(m.Type)
	u := typ.uncommon()
	methods := unsafe.Slice((*abi.Method)(add(unsafe.Pointer(u), uintptr(u.Moff))), int(u.Mcount))
	fun := unsafe.Slice((*unsafe.Pointer)(unsafe.Pointer(&m.Fun[0])), len(m.Inter.Methods))
	interPkg := func() string { return m.Inter.PkgPath.Name() }
	typePkg := func() string { return typ.nameOff(u.PkgPath).Name() }
	var first unsafe.Pointer // entered last: Fun[0] says that all are there
	for i, want := range m.Inter.Methods {
		wanted := methodKeyOf(inter, want.Name, want.Typ, interPkg)
		for len(methods) > 0 && methodKeyOf(typ, methods[0].Name, methods[0].Mtyp, typePkg) != wanted {
			methods = methods[1:]
		}
		if len(methods) == 0 {
			return wanted.name
		}
		code := typ.textOff(methods[0].Ifn)
		methods = methods[1:]
		if i == 0 {
			first = code
		} else {
			fun[i] = code
		}
	}
	m.Fun[0] = uintptr(first)
	return ""
}

func iterate_itabs(fn func(*itab)) {
	t := itabTable
	for i := uintptr(0); i < t.size; i++ {
		if m := *t.slot(i); m != nil {
			fn(m)
		}
	}
}

// Failed assertions to other types than interfaces: have is the dynamic type, or nil.

func panicdottypeE(have, want, iface *_type) {
	panic(&TypeAssertionError{_interface: iface, concrete: have, asserted: want})
}

func panicdottypeI(have *itab, want, iface *_type) {
	if have == nil {
		panicdottypeE(nil, want, iface)
	}
	panicdottypeE(have.Type, want, iface)
}

func panicnildottype(want *_type) { panic(&TypeAssertionError{asserted: want}) }

// convT boxes the value of type t at v.
func convT(t *_type, v unsafe.Pointer) unsafe.Pointer {
	x := mallocgc(t.Size_, t, false)
	typedmemmove(t, x, v)
	return x
}

func convTnoptr(t *_type, v unsafe.Pointer) unsafe.Pointer {
	x := mallocgc(t.Size_, t, false)
	memmove(x, v, t.Size_)
	return x
}

// Values of some types have functions of their own; zero values and small numbers need no box.

func convT16(val uint16) unsafe.Pointer {
	if val>>8 == 0 {
		return unsafe.Pointer(&staticuint64s[val])
	}
	x := mallocgc(2, uint16Type, false)
	*(*uint16)(x) = val
	return x
}

func convT32(val uint32) unsafe.Pointer {
	if val>>8 == 0 {
		return unsafe.Pointer(&staticuint64s[val])
	}
	x := mallocgc(4, uint32Type, false)
	*(*uint32)(x) = val
	return x
}

func convT64(val uint64) unsafe.Pointer {
	if val>>8 == 0 {
		return unsafe.Pointer(&staticuint64s[val])
	}
	x := mallocgc(8, uint64Type, false)
	*(*uint64)(x) = val
	return x
}

func convTstring(val string) unsafe.Pointer {
	if val == "" {
		return unsafe.Pointer(&zeroVal[0])
	}
	x := mallocgc(unsafe.Sizeof(val), stringType, true)
	*(*string)(x) = val
	return x
}

func convTslice(val []byte) unsafe.Pointer {
	if val == nil {
		return unsafe.Pointer(&zeroVal[0])
	}
	x := mallocgc(unsafe.Sizeof(val), sliceType, true)
	*(*[]byte)(x) = val
	return x
}

func typeOf(v any) *_type { return efaceOf(&v)._type }

var (
	uint16Type = typeOf(uint16(0))
	uint32Type = typeOf(uint32(0))
	uint64Type = typeOf(uint64(0))
	stringType = typeOf("")
	sliceType  = typeOf([]byte(nil))
)

// assertE2I gives the itab for a conversion of a dynamic type to an interface type;
// panics when it does not implement it.
func assertE2I(inter *interfacetype, t *_type) *itab {
	if t != nil {
		return getitab(inter, t, false)
	}
	panicnildottype(&inter.Type)
	return nil
}

// assertE2I2 gives nil instead.
func assertE2I2(inter *interfacetype, t *_type) (tab *itab) {
	if t != nil {
		tab = getitab(inter, t, true)
	}
	return tab
}

// What the caches of assertions and switches in compiled code are before anything was asked.
var (
	emptyTypeAssertCache      abi.TypeAssertCache
	emptyInterfaceSwitchCache abi.InterfaceSwitchCache
)

// typeAssert is an assertion to an interface type at a place that has a cache, which
// compiled code found not to know t. Gives nil when it fails and may.
func typeAssert(s *abi.TypeAssert, t *_type) *itab {
	if t == nil {
		if s.CanFail {
			return nil
		}
		panicnildottype(&s.Inter.Type)
	}
	tab := getitab(s.Inter, t, s.CanFail)
	old := (*abi.TypeAssertCache)(atomic.Loadp(unsafe.Pointer(&s.Cache)))
	if c, slot := grownCache(unsafe.Pointer(old), unsafe.Sizeof(old.Entries[0]), t); c != nil {
		(*abi.TypeAssertCacheEntry)(slot).Itab = uintptr(unsafe.Pointer(tab))
		atomic.Casp1((*unsafe.Pointer)(unsafe.Pointer(&s.Cache)), unsafe.Pointer(old), c)
	}
	return tab
}

// interfaceSwitch finds the first interface case that t implements: its number and
// itab. The number of cases: none.
func interfaceSwitch(s *abi.InterfaceSwitch, t *_type) (int, *itab) {
	cases := unsafe.Slice(&s.Cases[0], s.NCases)
	which := len(cases)
	var tab *itab
	for i, c := range cases {
		if tab = getitab(c, t, true); tab != nil {
			which = i
			break
		}
	}
	old := (*abi.InterfaceSwitchCache)(atomic.Loadp(unsafe.Pointer(&s.Cache)))
	if c, slot := grownCache(unsafe.Pointer(old), unsafe.Sizeof(old.Entries[0]), t); c != nil {
		e := (*abi.InterfaceSwitchCacheEntry)(slot)
		e.Case, e.Itab = which, uintptr(unsafe.Pointer(tab))
		atomic.Casp1((*unsafe.Pointer)(unsafe.Pointer(&s.Cache)), unsafe.Pointer(old), c)
	}
	return which, tab
}

// Tables of so few types take up every new one at once; a larger one grows now and then:
// what comes up often will be in it soon.
const smallCache, largestCache = 8, 1024

// grownCache is a copy of a table with a place for one more type, whose entry it gives too;
// nil, if there shall be none now. Tables of both kinds begin with the mask; mask+1 entries of so many
// bytes follow, which begin with their type.
func grownCache(old unsafe.Pointer, entry uintptr, t *_type) (table, slot unsafe.Pointer) {
	const head = goarch.PtrSize
	was := *(*uintptr)(old)
	mask, grow := growCache(add(old, head), was, entry)
	if !grow {
		return nil, nil
	}
	table = newCache(head+(mask+1)*entry, mask)
	*(*uintptr)(table) = mask
	for i := uintptr(0); i <= was; i++ {
		if e := cacheEntry(add(old, head), i, entry); *(*uintptr)(e) != 0 {
			memmove(cacheSlot(add(table, head), mask, entry, *(*uintptr)(e)), e, entry)
		}
	}
	slot = cacheSlot(add(table, head), mask, entry, uintptr(unsafe.Pointer(t)))
	*(*uintptr)(slot) = uintptr(unsafe.Pointer(t))
	return table, slot
}

// growCache tells whether a table for one more type is to be made, and its mask: at least
// half of it is empty, so looking up what is not in it ends soon.
func growCache(entries unsafe.Pointer, mask, size uintptr) (uintptr, bool) {
	n := uintptr(1)
	for i := uintptr(0); i <= mask; i++ {
		if *(*uintptr)(cacheEntry(entries, i, size)) != 0 {
			n++
		}
	}
	if n > largestCache || n > smallCache && cheaprand()%1024 != 0 || getg() != getg().m.curg {
		return 0, false
	}
	return 1<<sys.Len64(uint64(n*2-1)) - 1, true
}

// newCache is memory for a table. Small ones do not count as allocations of the program: where the
// reference has no table yet, none would be seen.
func newCache(size, mask uintptr) unsafe.Pointer {
	if mask < 2*smallCache {
		return persistentalloc(size, goarch.PtrSize, nil)
	}
	return mallocgc(size, nil, true)
}

// cacheEntry is the address of an entry of a table.
func cacheEntry(entries unsafe.Pointer, i, size uintptr) unsafe.Pointer {
	return add(entries, i*size)
}

// cacheSlot is where a type goes in a table that has room; entries begin with the type.
func cacheSlot(entries unsafe.Pointer, mask, size, typ uintptr) unsafe.Pointer {
	for h := uintptr((*_type)(unsafe.Pointer(typ)).Hash); ; h++ {
		if e := cacheEntry(entries, h&mask, size); *(*uintptr)(e) == 0 {
			return e
		}
	}
}

//go:linkname reflect_ifaceE2I reflect.ifaceE2I
func reflect_ifaceE2I(inter *interfacetype, e eface, dst *iface) {
	*dst = iface{assertE2I(inter, e._type), e.data}
}

//go:linkname reflectlite_ifaceE2I internal/reflectlite.ifaceE2I
func reflectlite_ifaceE2I(inter *interfacetype, e eface, dst *iface) {
	reflect_ifaceE2I(inter, e, dst)
}

//go:linkname unreachableMethod
func unreachableMethod() {
	throw("unreachable method called. linker bug?")
}

// staticuint64s holds the small values that need no box.
var staticuint64s = [256]uint64{
	0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f,
	0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f,
	0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x2b, 0x2c, 0x2d, 0x2e, 0x2f,
	0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3a, 0x3b, 0x3c, 0x3d, 0x3e, 0x3f,
	0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x4b, 0x4c, 0x4d, 0x4e, 0x4f,
	0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5a, 0x5b, 0x5c, 0x5d, 0x5e, 0x5f,
	0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f,
	0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a, 0x7b, 0x7c, 0x7d, 0x7e, 0x7f,
	0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8d, 0x8e, 0x8f,
	0x90, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0x9b, 0x9c, 0x9d, 0x9e, 0x9f,
	0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xaa, 0xab, 0xac, 0xad, 0xae, 0xaf,
	0xb0, 0xb1, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xba, 0xbb, 0xbc, 0xbd, 0xbe, 0xbf,
	0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf,
	0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda, 0xdb, 0xdc, 0xdd, 0xde, 0xdf,
	0xe0, 0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xeb, 0xec, 0xed, 0xee, 0xef,
	0xf0, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa, 0xfb, 0xfc, 0xfd, 0xfe, 0xff,
}
