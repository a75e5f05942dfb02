// Equality and hashing of values. The compiler makes the functions for composite
// types; here are those for basic ones and interfaces.
package runtime

import (
	"internal/abi"
	"internal/runtime/maps"
	"internal/runtime/sys"
	"unsafe"
)

func memhash(p unsafe.Pointer, h, s uintptr) uintptr { return maps.MemHash(p, h, s) }
func memhash0(p unsafe.Pointer, h uintptr) uintptr   { return h }
func memhash8(p unsafe.Pointer, h uintptr) uintptr   { return maps.MemHash(p, h, 1) }
func memhash16(p unsafe.Pointer, h uintptr) uintptr  { return maps.MemHash(p, h, 2) }
func memhash32(p unsafe.Pointer, h uintptr) uintptr  { return maps.MemHash32(*(*uint32)(p), h) }
func memhash64(p unsafe.Pointer, h uintptr) uintptr  { return maps.MemHash64(*(*uint64)(p), h) }
func memhash128(p unsafe.Pointer, h uintptr) uintptr { return maps.MemHash(p, h, 16) }
func strhash(p unsafe.Pointer, h uintptr) uintptr    { return maps.StrHash(*(*string)(p), h) }

// memhash_varlen hashes as many bytes as the closure's second word says.
func memhash_varlen(p unsafe.Pointer, h uintptr) uintptr {
	ptr := sys.GetClosurePtr()
	size := *(*uintptr)(unsafe.Pointer(ptr + unsafe.Sizeof(h)))
	return maps.MemHash(p, h, size)
}

// Values that are equal must hash alike (+0 and -0), and a NaN, equal to nothing,
// hashes at random.
func f32hash(p unsafe.Pointer, h uintptr) uintptr {
	if special, is := zeroOrNaNHash(float64(*(*float32)(p)), h); is {
		return special
	}
	return memhash(p, h, 4)
}

func f64hash(p unsafe.Pointer, h uintptr) uintptr {
	if special, is := zeroOrNaNHash(*(*float64)(p), h); is {
		return special
	}
	return memhash(p, h, 8)
}

func zeroOrNaNHash(f float64, h uintptr) (hash uintptr, is bool) {
	h ^= c0
	if f != f {
		return c1 * (h ^ uintptr(rand())), true
	}
	return c1 * h, f == 0
}

const (
	c0 = 0x9e3779b97f4a7c15 & (1<<63 - 1)
	c1 = 0x51afd7ed558ccd01
)

// Complex numbers hash as two numbers.

func c64hash(p unsafe.Pointer, h uintptr) uintptr  { return f32hash(add(p, 4), f32hash(p, h)) }
func c128hash(p unsafe.Pointer, h uintptr) uintptr { return f64hash(add(p, 8), f64hash(p, h)) }

func interhash(p unsafe.Pointer, h uintptr) uintptr {
	a := (*iface)(p)
	if a.tab == nil {
		return h
	}
	return valuehash(a.tab.Type, a.data, h)
}

func nilinterhash(p unsafe.Pointer, h uintptr) uintptr {
	a := (*eface)(p)
	if a._type == nil {
		return h
	}
	return valuehash(a._type, a.data, h)
}

func valuehash(t *_type, data unsafe.Pointer, h uintptr) uintptr {
	if t.Equal == nil {
		panic(errorString("hash of unhashable type " + toRType(t).string()))
	}
	if t.IsDirectIface() {
		return c1 * typehash(t, unsafe.Pointer(&data), h^c0)
	}
	return c1 * typehash(t, data, h^c0)
}

// typehash hashes the value of type t at p. Needed where no compiled hash function
// is at hand: behind interfaces and in reflection.
func typehash(t *_type, p unsafe.Pointer, h uintptr) uintptr {
	if t.TFlag&abi.TFlagRegularMemory != 0 {
		return plainhash(p, h, t.Size_)
	}
	switch t.Kind() {
	case abi.String:
		return strhash(p, h)
	case abi.Float64:
		return f64hash(p, h)
	case abi.Float32:
		return f32hash(p, h)
	case abi.Complex128:
		return c128hash(p, h)
	case abi.Complex64:
		return c64hash(p, h)
	case abi.Interface:
		if len(t.InterfaceType().Methods) == 0 {
			return nilinterhash(p, h)
		}
		return interhash(p, h)
	case abi.Array, abi.Struct:
		run := memoryRun{}
		h = run.walk(t, p, 0, h)
		return run.flush(p, h)
	}
	panic(errorString("hash of unhashable type " + toRType(t).string()))
}

// memoryRun is plain memory that typehash has come to and not hashed yet: n bytes at offset off of the value. The functions that the
// compiler makes hash what lies side by side as one, and maps of reflect.MapOf must hash as maps of declared types do.
// It holds no pointer into the value, which would take every value that is hashed behind an interface to the heap.
type memoryRun struct {
	off, n uintptr
}

func (r *memoryRun) flush(value unsafe.Pointer, h uintptr) uintptr {
	n := r.n
	r.n = 0
	p := add(value, r.off)
	if n == 0 {
		return h
	}
	return plainhash(p, h, n)
}

// plainhash hashes n bytes as the compiler's functions do: by word, if that is what they are.
func plainhash(p unsafe.Pointer, h, n uintptr) uintptr {
	if n == 8 {
		return memhash64(p, h)
	}
	if n == 4 {
		return memhash32(p, h)
	}
	return memhash(p, h, n)
}

// walk hashes what of type t lies at offset off of the value.
func (r *memoryRun) walk(t *_type, value unsafe.Pointer, off, h uintptr) uintptr {
	plain := t.TFlag&abi.TFlagRegularMemory != 0
	switch t.Kind() {
	case abi.Struct:
		for i := range t.StructType().Fields {
			if f := &t.StructType().Fields[i]; !f.Name.IsBlank() {
				h = r.walk(f.Typ, value, off+f.Offset, h)
			}
		}
		return h
	case abi.Array:
		a := t.ArrayType()
		if plain {
			break
		}
		if a.Len == 1 {
			return r.walk(a.Elem, value, off, h)
		}
		for i := uintptr(0); i < a.Len; i++ {
			h = typehash(a.Elem, add(value, off+i*a.Elem.Size_), r.flush(value, h))
		}
		return h
	}
	if !plain {
		return typehash(t, add(value, off), r.flush(value, h))
	}
	if r.n > 0 && r.off+r.n != off {
		h = r.flush(value, h)
	}
	if r.n == 0 {
		r.off = off
	}
	r.n += t.Size_
	return h
}

//go:linkname reflect_typehash reflect.typehash
func reflect_typehash(t *_type, p unsafe.Pointer, h uintptr) uintptr { return typehash(t, p, h) }

//go:linkname maps_typehash internal/runtime/maps.typehash
func maps_typehash(t *_type, p unsafe.Pointer, h uintptr) uintptr { return typehash(t, p, h) }

func memequal0(p, q unsafe.Pointer) bool   { return true }
func memequal8(p, q unsafe.Pointer) bool   { return *(*int8)(p) == *(*int8)(q) }
func memequal16(p, q unsafe.Pointer) bool  { return *(*int16)(p) == *(*int16)(q) }
func memequal32(p, q unsafe.Pointer) bool  { return *(*int32)(p) == *(*int32)(q) }
func memequal64(p, q unsafe.Pointer) bool  { return *(*int64)(p) == *(*int64)(q) }
func memequal128(p, q unsafe.Pointer) bool { return *(*[2]int64)(p) == *(*[2]int64)(q) }
func f32equal(p, q unsafe.Pointer) bool    { return *(*float32)(p) == *(*float32)(q) }
func f64equal(p, q unsafe.Pointer) bool    { return *(*float64)(p) == *(*float64)(q) }
func c64equal(p, q unsafe.Pointer) bool    { return *(*complex64)(p) == *(*complex64)(q) }
func c128equal(p, q unsafe.Pointer) bool   { return *(*complex128)(p) == *(*complex128)(q) }
func strequal(p, q unsafe.Pointer) bool    { return *(*string)(p) == *(*string)(q) }

func interequal(p, q unsafe.Pointer) bool {
	x, y := *(*iface)(p), *(*iface)(q)
	return x.tab == y.tab && ifaceeq(x.tab, x.data, y.data)
}

func nilinterequal(p, q unsafe.Pointer) bool {
	x, y := *(*eface)(p), *(*eface)(q)
	return x._type == y._type && efaceeq(x._type, x.data, y.data)
}

// efaceeq compares the data words of two interfaces of dynamic type t; ifaceeq takes the itab.
func efaceeq(t *_type, x, y unsafe.Pointer) bool {
	switch {
	case t == nil:
		return true
	case t.Equal == nil:
		panic(errorString("comparing uncomparable type " + toRType(t).string()))
	case t.IsDirectIface():
		return x == y
	}
	return t.Equal(x, y)
}

func ifaceeq(tab *itab, x, y unsafe.Pointer) bool {
	return tab == nil || efaceeq(tab.Type, x, y)
}

func alginit() { maps.AlgInit() }

//go:linkname runtime_memhash internal/runtime/maps.memhash
func runtime_memhash(p unsafe.Pointer, h, s uintptr) uintptr { return memhash(p, h, s) }
