// Type descriptors: names, and the types and code that 32-bit offsets stand for.
// All offsets count from the start of the module's image (moduledata.types ==
// moduledata.text).
package runtime

import (
	"internal/abi"
	"unsafe"
)

type (
	_type         = abi.Type
	nameOff       = abi.NameOff
	typeOff       = abi.TypeOff
	textOff       = abi.TextOff
	name          = abi.Name
	uncommontype  = abi.UncommonType
	interfacetype = abi.InterfaceType
	arraytype     = abi.ArrayType
	chantype      = abi.ChanType
	slicetype     = abi.SliceType
	functype      = abi.FuncType
	ptrtype       = abi.PtrType
	structtype    = abi.StructType
	maptype       = abi.MapType
)

// rtype adds what needs the module's tables.
type rtype struct {
	*abi.Type
}

func toRType(t *abi.Type) rtype { return rtype{t} }

func (t rtype) string() string {
	s := t.nameOff(t.Str).Name()
	if t.TFlag&abi.TFlagExtraStar != 0 {
		return s[1:]
	}
	return s
}

func (t rtype) uncommon() *uncommontype { return t.Uncommon() }

func (t rtype) name() string {
	if t.TFlag&abi.TFlagNamed == 0 {
		return ""
	}
	s := t.string()
	i := len(s) - 1
	depth := 0
	for i >= 0 && (s[i] != '.' || depth != 0) {
		switch s[i] {
		case ']':
			depth++
		case '[':
			depth--
		}
		i--
	}
	return s[i+1:]
}

// pkgpath is the path of the package where the type was defined, "" for
// predeclared and unnamed ones.
func (t rtype) pkgpath() string {
	if u := t.uncommon(); u != nil {
		return t.nameOff(u.PkgPath).Name()
	}
	switch t.Kind_ {
	case abi.Struct:
		return t.StructType().PkgPath.Name()
	case abi.Interface:
		return t.InterfaceType().PkgPath.Name()
	}
	return ""
}

func (t rtype) nameOff(off nameOff) name { return resolveNameOff(unsafe.Pointer(t.Type), off) }
func (t rtype) typeOff(off typeOff) *_type {
	return resolveTypeOff(unsafe.Pointer(t.Type), off)
}

func (t rtype) textOff(off textOff) unsafe.Pointer {
	if off == -1 || off == 0 {
		// A method that the linker found unreachable.
		return unsafe.Pointer(abi.FuncPCABIInternal(unreachableMethod))
	}
	md := moduleOf(uintptr(unsafe.Pointer(t.Type)))
	if md == nil {
		return reflectOff(int32(off))
	}
	return unsafe.Pointer(md.types + uintptr(off))
}

// moduleOf is the module whose image holds an address of a descriptor.
func moduleOf(p uintptr) *moduledata {
	for md := &firstmoduledata; md != nil; md = md.next {
		if md.types <= p && p < md.end {
			return md
		}
	}
	return nil
}

func resolveNameOff(ptrInModule unsafe.Pointer, off nameOff) name {
	if off == 0 {
		return name{}
	}
	if md := moduleOf(uintptr(ptrInModule)); md != nil {
		return name{Bytes: (*byte)(unsafe.Pointer(md.types + uintptr(off)))}
	}
	return name{Bytes: (*byte)(reflectOff(int32(off)))}
}

func resolveTypeOff(ptrInModule unsafe.Pointer, off typeOff) *_type {
	if off == 0 || off == -1 {
		return nil
	}
	if md := moduleOf(uintptr(ptrInModule)); md != nil {
		return (*_type)(unsafe.Pointer(md.types + uintptr(off)))
	}
	return (*_type)(reflectOff(int32(off)))
}

// Offsets that reflect made up for types and names of its own: negative numbers,
// one a pointer.
var reflectOffs struct {
	lock mutex
	next int32
	m    map[int32]unsafe.Pointer
	minv map[unsafe.Pointer]int32
}

func reflectOff(off int32) unsafe.Pointer {
	lock(&reflectOffs.lock)
	p := reflectOffs.m[off]
	unlock(&reflectOffs.lock)
	if p == nil {
		throw("runtime: type or name offset base pointer out of range")
	}
	return p
}

//go:linkname reflect_addReflectOff reflect.addReflectOff
func reflect_addReflectOff(ptr unsafe.Pointer) int32 {
	lock(&reflectOffs.lock)
	if reflectOffs.m == nil {
		reflectOffs.m = make(map[int32]unsafe.Pointer)
		reflectOffs.minv = make(map[unsafe.Pointer]int32)
		reflectOffs.next = -2
	}
	id, found := reflectOffs.minv[ptr]
	if !found {
		id = reflectOffs.next
		reflectOffs.next--
		reflectOffs.m[id] = ptr
		reflectOffs.minv[ptr] = id
	}
	unlock(&reflectOffs.lock)
	return id
}

//go:linkname reflect_resolveNameOff reflect.resolveNameOff
func reflect_resolveNameOff(ptrInModule unsafe.Pointer, off int32) unsafe.Pointer {
	return unsafe.Pointer(resolveNameOff(ptrInModule, nameOff(off)).Bytes)
}

//go:linkname reflect_resolveTypeOff reflect.resolveTypeOff
func reflect_resolveTypeOff(rtype unsafe.Pointer, off int32) unsafe.Pointer {
	return unsafe.Pointer(toRType((*_type)(rtype)).typeOff(typeOff(off)))
}

//go:linkname reflect_resolveTextOff reflect.resolveTextOff
func reflect_resolveTextOff(rtype unsafe.Pointer, off int32) unsafe.Pointer {
	return toRType((*_type)(rtype)).textOff(textOff(off))
}

//go:linkname reflectlite_resolveNameOff internal/reflectlite.resolveNameOff
func reflectlite_resolveNameOff(ptrInModule unsafe.Pointer, off int32) unsafe.Pointer {
	return unsafe.Pointer(resolveNameOff(ptrInModule, nameOff(off)).Bytes)
}

//go:linkname reflectlite_resolveTypeOff internal/reflectlite.resolveTypeOff
func reflectlite_resolveTypeOff(rtype unsafe.Pointer, off int32) unsafe.Pointer {
	return unsafe.Pointer(toRType((*_type)(rtype)).typeOff(typeOff(off)))
}

// reflect_typelinks gives, a module, the base of offsets and the sorted offsets of
// the types that reflection must find. For packages outside the library.
//
//go:linkname reflect_typelinks reflect.typelinks
func reflect_typelinks() ([]unsafe.Pointer, [][]int32) {
	var sections []unsafe.Pointer
	var ret [][]int32
	for _, md := range activeModules() {
		sections = append(sections, unsafe.Pointer(md.types))
		ret = append(ret, md.typelinks)
	}
	return sections, ret
}

// reflect_compiledTypelinks gives the same as addresses, the first module's apart.
//
//go:linknamestd reflect_compiledTypelinks reflect.compiledTypelinks
func reflect_compiledTypelinks() ([]*abi.Type, [][]*abi.Type) {
	var all [][]*abi.Type
	for _, md := range activeModules() {
		all = append(all, moduleTypelinks(md))
	}
	return all[0], all[1:]
}

// moduleTypelinks makes the addresses of a module's typelinks, once.
func moduleTypelinks(md *moduledata) []*_type {
	lock(&typelinkLists.lock)
	list := typelinkLists.m[md]
	unlock(&typelinkLists.lock)
	if list != nil {
		return list
	}
	list = make([]*_type, len(md.typelinks))
	for i, off := range md.typelinks {
		list[i] = (*_type)(unsafe.Pointer(md.types + uintptr(off)))
	}
	lock(&typelinkLists.lock)
	if typelinkLists.m == nil {
		typelinkLists.m = make(map[*moduledata][]*_type)
	}
	typelinkLists.m[md] = list
	unlock(&typelinkLists.lock)
	return list
}

var typelinkLists struct {
	lock mutex
	m    map[*moduledata][]*_type
}

// pkgPath of an unexported name, "" when it has none of its own.
func pkgPath(n name) string {
	if n.Bytes == nil || *n.Data(0)&(1<<2) == 0 {
		return ""
	}
	i, l := n.ReadVarint(1)
	off := 1 + i + l
	if *n.Data(0)&(1<<1) != 0 {
		i2, l2 := n.ReadVarint(off)
		off += i2 + l2
	}
	var o nameOff
	copy((*[4]byte)(unsafe.Pointer(&o))[:], (*[4]byte)(unsafe.Pointer(n.Data(off)))[:])
	return resolveNameOff(unsafe.Pointer(n.Bytes), o).Name()
}

//go:linkname maps_typeString internal/runtime/maps.typeString
func maps_typeString(typ *_type) string { return toRType(typ).string() }
