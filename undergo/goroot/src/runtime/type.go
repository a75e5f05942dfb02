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

// string is the type as Go writes it. The descriptor of *T shares the text of T's, which has the star then.
func (t rtype) string() string {
	text := t.nameOff(t.Str).Name()
	if t.TFlag&abi.TFlagExtraStar != 0 {
		text = text[1:]
	}
	return text
}

func (t rtype) uncommon() *uncommontype { return t.Uncommon() }

// name is the type's name without its package: what follows the last dot outside of type arguments.
func (t rtype) name() string {
	if t.TFlag&abi.TFlagNamed == 0 {
		return ""
	}
	text := t.string()
	nested := 0
	for i := len(text) - 1; i >= 0; i-- {
		switch c := text[i]; {
		case c == ']':
			nested++
		case c == '[':
			nested--
		case c == '.' && nested == 0:
			return text[i+1:]
		}
	}
	return text
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

// resolve is the address that an offset stands for in the module where a descriptor or name at p lies;
// outside of all modules are those that reflect made.
func resolve(p unsafe.Pointer, off int32) unsafe.Pointer {
	if md := moduleOf(uintptr(p)); md != nil {
		return unsafe.Pointer(md.types + uintptr(off))
	}
	return reflectOff(off)
}

func resolveNameOff(ptrInModule unsafe.Pointer, off nameOff) (n name) {
	if off != 0 {
		n.Bytes = (*byte)(resolve(ptrInModule, int32(off)))
	}
	return n
}

func resolveTypeOff(ptrInModule unsafe.Pointer, off typeOff) *_type {
	if off == 0 || off == -1 {
		return nil // none, or one that the linker found unreachable
	}
	return (*_type)(resolve(ptrInModule, int32(off)))
}

// reflectOffs are the offsets that reflect made up for types, names and code of its own: -2 for the first
// pointer, -3 for the next, and so on.
var reflectOffs struct {
	lock    mutex
	ptrs    []unsafe.Pointer
	offsets map[unsafe.Pointer]int32
}

const firstReflectOff = -2

func reflectOff(off int32) unsafe.Pointer {
	lock(&reflectOffs.lock)
	i := firstReflectOff - int(off)
	if uint(i) >= uint(len(reflectOffs.ptrs)) {
		throw("runtime: type or name offset base pointer out of range")
	}
	p := reflectOffs.ptrs[i]
	unlock(&reflectOffs.lock)
	return p
}

//go:linkname reflect_addReflectOff reflect.addReflectOff
func reflect_addReflectOff(ptr unsafe.Pointer) int32 {
	r := &reflectOffs
	lock(&r.lock)
	off, known := r.offsets[ptr]
	if !known {
		if r.offsets == nil {
			r.offsets = make(map[unsafe.Pointer]int32)
		}
		off = firstReflectOff - int32(len(r.ptrs))
		r.ptrs = append(r.ptrs, ptr)
		r.offsets[ptr] = off
	}
	unlock(&r.lock)
	return off
}

//go:linkname reflect_resolveNameOff reflect.resolveNameOff
func reflect_resolveNameOff(base unsafe.Pointer, off int32) unsafe.Pointer {
	return unsafe.Pointer(resolveNameOff(base, nameOff(off)).Bytes)
}

//go:linkname reflectlite_resolveNameOff internal/reflectlite.resolveNameOff
func reflectlite_resolveNameOff(base unsafe.Pointer, off int32) unsafe.Pointer {
	return reflect_resolveNameOff(base, off)
}

//go:linkname reflect_resolveTypeOff reflect.resolveTypeOff
func reflect_resolveTypeOff(base unsafe.Pointer, off int32) unsafe.Pointer {
	return unsafe.Pointer(resolveTypeOff(base, typeOff(off)))
}

//go:linkname reflectlite_resolveTypeOff internal/reflectlite.resolveTypeOff
func reflectlite_resolveTypeOff(base unsafe.Pointer, off int32) unsafe.Pointer {
	return reflect_resolveTypeOff(base, off)
}

//go:linkname reflect_resolveTextOff reflect.resolveTextOff
func reflect_resolveTextOff(base unsafe.Pointer, off int32) unsafe.Pointer {
	return toRType((*_type)(base)).textOff(textOff(off))
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

// pkgPath of an unexported name, "" when it has none of its own. It is an offset behind the name and, if there
// is one, the tag; flags in the first byte tell.
func pkgPath(n name) string {
	const hasTag, hasPath = 1 << 1, 1 << 2
	if n.Bytes == nil || *n.Bytes&hasPath == 0 {
		return ""
	}
	texts := 1
	if *n.Bytes&hasTag != 0 {
		texts = 2
	}
	at := 1
	for range texts {
		width, length := n.ReadVarint(at)
		at += width + length
	}
	off := nameOff(0)
	memmove(unsafe.Pointer(&off), unsafe.Pointer(n.Data(at)), unsafe.Sizeof(off))
	return resolveNameOff(unsafe.Pointer(n.Bytes), off).Name()
}

//go:linkname maps_typeString internal/runtime/maps.typeString
func maps_typeString(typ *_type) string { return toRType(typ).string() }
