// The type descriptor read field by field: size, kind, fields, elements, methods.
package main

import "unsafe"

type Type struct {
	Size, PtrBytes                 uintptr
	Hash                           uint32
	TFlag, Align, FieldAlign, Kind uint8
	Equal                          func(unsafe.Pointer, unsafe.Pointer) bool
	GCData                         *byte
	Str, PtrToThis                 int32
}
type Name struct{ b *byte }
type Field struct {
	Name   Name
	Typ    *Type
	Offset uintptr
}
type StructType struct {
	Type
	PkgPath Name
	Fields  []Field
}
type ElemType struct {
	Type
	Elem *Type
}
type ArrayType struct {
	Type
	Elem, Slice *Type
	Len         uintptr
}
type FuncType struct {
	Type
	In, Out uint16
}

func (n Name) String() string {
	p := unsafe.Pointer(n.b)
	return unsafe.String((*byte)(unsafe.Add(p, 2)), int(*(*byte)(unsafe.Add(p, 1))))
}

//go:noinline
func typeOf(x any) *Type { return *(**Type)(unsafe.Pointer(&x)) }

type rec struct {
	A   int8
	Bcd *int
	e   string
	F   [3]float32
	any
}
type U struct{ x uint8 }

func main() {
	t := (*StructType)(unsafe.Pointer(typeOf(rec{})))
	println(t.Size, t.PtrBytes, t.Align, t.Kind&31, len(t.Fields))
	for _, f := range t.Fields {
		println(f.Name.String(), f.Offset, f.Typ.Size, f.Typ.Kind&31, *f.Name.b)
	}
	println(*t.GCData, t.PkgPath.String())
	x, y := rec{A: 1, e: "a"}, rec{A: 1, e: "a"}
	println(t.Equal(unsafe.Pointer(&x), unsafe.Pointer(&y)))
	y.A = 2
	println(t.Equal(unsafe.Pointer(&x), unsafe.Pointer(&y)))
	a := (*ArrayType)(unsafe.Pointer(typeOf([5]int16{})))
	println(a.Len, a.Elem == typeOf(int16(0)), a.Slice == typeOf([]int16{}), a.Size)
	p := (*ElemType)(unsafe.Pointer(typeOf(&rec{})))
	println(p.Elem == &t.Type, p.Kind&31, p.Size)
	s := (*ElemType)(unsafe.Pointer(typeOf([]rec{})))
	println(s.Elem == &t.Type, s.Equal == nil, s.PtrBytes)
	f := (*FuncType)(unsafe.Pointer(typeOf(func(int, ...string) (error, bool) { return nil, false })))
	println(f.In, f.Out&0x7fff, f.Out>>15)
	println(typeOf(U{}).TFlag&4 != 0, typeOf(struct{}{}).TFlag&4 != 0, typeOf(1).Hash == typeOf(2).Hash, typeOf(1).Hash == typeOf(int8(1)).Hash)
}
