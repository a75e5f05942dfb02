// Interface values seen as our own Eface, Iface and Itab structs.
package main

import "unsafe"

type Eface struct {
	typ  unsafe.Pointer
	data unsafe.Pointer
}
type Iface struct {
	tab  *Itab
	data unsafe.Pointer
}
type Itab struct {
	inter unsafe.Pointer
	typ   unsafe.Pointer
	hash  uint32
	fun   [4]uintptr
}
type Type struct {
	size, ptrdata                  uintptr
	hash                           uint32
	tflag, align, fieldAlign, kind uint8
}
type Sh interface {
	Area() int
	Name() string
}
type Sq struct{ side int }

func (s Sq) Area() int    { return s.side * s.side }
func (s Sq) Name() string { return "sq" }
func (s *Sq) Grow()       { s.side++ }

func main() {
	var a any = Sq{7}
	e := (*Eface)(unsafe.Pointer(&a))
	println(*(*int)(e.data) == 7, e.typ != nil)
	var b any = Sq{8}
	f := (*Eface)(unsafe.Pointer(&b))
	println(e.typ == f.typ, e.data == f.data)
	var s Sh = Sq{7}
	i := (*Iface)(unsafe.Pointer(&s))
	println(i.tab.typ == e.typ, i.tab.hash == (*Type)(e.typ).hash, *(*int)(i.data))
	t := (*Type)(e.typ)
	println(t.size, t.ptrdata, t.align, t.fieldAlign, t.kind&31)
	println(i.tab.fun[0] != 0, i.tab.fun[1] != 0, i.tab.fun[0] != i.tab.fun[1])
	p := &Sq{1}
	var c any = p
	g := (*Eface)(unsafe.Pointer(&c))
	println(g.data == unsafe.Pointer(p), (*Type)(g.typ).kind&31, (*Type)(g.typ).ptrdata)
	var n any
	println((*Eface)(unsafe.Pointer(&n)).typ == nil, (*Eface)(unsafe.Pointer(&n)).data == nil)
	var forged any
	*(*Eface)(unsafe.Pointer(&forged)) = Eface{e.typ, unsafe.Pointer(&Sq{11})}
	println(forged.(Sq).side, forged.(Sh).Area())
	m := any(func() {})
	println((*Type)((*Eface)(unsafe.Pointer(&m)).typ).kind & 31)
}
