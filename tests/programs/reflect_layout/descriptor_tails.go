// What follows the common part of type descriptors: elements, fields, methods, names; and itabs.
package main

import (
	"fmt"
	"io"
	"runtime"
	"unsafe"
)

type Type struct {
	Size, PtrBytes                 uintptr
	Hash                           uint32
	TFlag, Align, FieldAlign, Kind uint8
	Equal                          unsafe.Pointer
	GCData                         *byte
	Str, PtrToThis                 int32
}

type Uncommon struct {
	PkgPath        int32
	Mcount, Xcount uint16
	Moff, _        uint32
}

type Method struct{ Name, Mtyp, Ifn, Tfn int32 }
type Imethod struct{ Name, Typ int32 }

type Field struct {
	Name *byte
	Typ  *Type
	Off  uintptr
}

//go:linkname resolveTypeOff reflect.resolveTypeOff
func resolveTypeOff(rtype unsafe.Pointer, off int32) unsafe.Pointer

//go:linkname resolveNameOff reflect.resolveNameOff
func resolveNameOff(rtype unsafe.Pointer, off int32) unsafe.Pointer

//go:linkname resolveTextOff reflect.resolveTextOff
func resolveTextOff(rtype unsafe.Pointer, off int32) unsafe.Pointer

func name(p *byte) string {
	if p == nil {
		return "<nil>"
	}
	read := func(at int) (string, int) {
		n, shift := 0, 0
		for {
			b := *(*byte)(unsafe.Add(unsafe.Pointer(p), at))
			at++
			n |= int(b&0x7f) << shift
			shift += 7
			if b < 0x80 {
				break
			}
		}
		return unsafe.String((*byte)(unsafe.Add(unsafe.Pointer(p), at)), n), at + n
	}
	flags := *p
	text, at := read(1)
	s := fmt.Sprintf("%q flags %d", text, flags)
	if flags&2 != 0 {
		var tag string
		tag, at = read(at)
		s += fmt.Sprintf(" tag %q", tag)
	}
	if flags&4 != 0 {
		s += " with a package"
	}
	return s
}

func of(v any) *Type { return (*[2]*Type)(unsafe.Pointer(&v))[0] }

func str(t *Type) string {
	if t == nil {
		return "<nil>"
	}
	return name((*byte)(resolveNameOff(unsafe.Pointer(t), t.Str)))
}

func show(v any) {
	t := of(v)
	p := unsafe.Pointer(t)
	fmt.Println(str(t))
	word := func(i int) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Add(p, 48+8*i)) }
	typ := func(i int) string { return str((*Type)(word(i))) }
	num := func(i int) uintptr { return uintptr(word(i)) }
	end := uintptr(48)
	switch t.Kind & 31 {
	case 17:
		fmt.Println("  array of", typ(0), "slice", typ(1), num(2))
		end += 24
	case 18:
		fmt.Println("  chan of", typ(0), "direction", num(1))
		end += 16
	case 20:
		fmt.Println("  package", name((*byte)(word(0))), "methods", num(2), num(3))
		for _, m := range unsafe.Slice((*Imethod)(word(1)), num(2)) {
			fmt.Println("   ", name((*byte)(resolveNameOff(p, m.Name))), str((*Type)(resolveTypeOff(p, m.Typ))))
		}
		end += 32
	case 21:
		fmt.Println("  map of", typ(0), "to", typ(1), "group", (*Type)(word(2)).Size, "hasher", word(3) != nil, num(4), num(5), num(6), num(7)&0xffffffff)
		end += 64
	case 22:
		fmt.Println("  pointer to", typ(0))
		end += 8
	case 23:
		fmt.Println("  slice of", typ(0))
		end += 8
	case 25:
		fmt.Println("  package", name((*byte)(word(0))), "fields", num(2), num(3))
		for _, f := range unsafe.Slice((*Field)(word(1)), num(2)) {
			fmt.Println("   ", name(f.Name), str(f.Typ), f.Off)
		}
		end += 32
	}
	if t.Kind&31 == 19 {
		in, out := *(*uint16)(unsafe.Add(p, 48)), *(*uint16)(unsafe.Add(p, 50))
		fmt.Println("  func in", in, "out", out&0x7fff, "variadic", out>>15 == 1)
	}
}

func methods(v any, end uintptr) {
	t := of(v)
	p := unsafe.Pointer(t)
	if t.TFlag&1 == 0 {
		fmt.Println("  no uncommon part")
		return
	}
	u := (*Uncommon)(unsafe.Add(p, end))
	fmt.Println(str(t), "uncommon:", name((*byte)(resolveNameOff(p, u.PkgPath))), u.Mcount, u.Xcount)
	for _, m := range unsafe.Slice((*Method)(unsafe.Add(unsafe.Pointer(u), u.Moff)), u.Mcount) {
		mt := "<nil>"
		if m.Mtyp > 0 {
			mt = str((*Type)(resolveTypeOff(p, m.Mtyp)))
		}
		ifn, tfn := uintptr(resolveTextOff(p, m.Ifn)), uintptr(resolveTextOff(p, m.Tfn))
		where := func(pc uintptr) string {
			if f := runtime.FuncForPC(pc); f != nil {
				return f.Name()
			}
			return "nowhere"
		}
		_ = where
		fmt.Println("   ", name((*byte)(resolveNameOff(p, m.Name))), mt, ifn == tfn)
	}
}

type Inner struct{ A int }

func (i Inner) Get() int   { return i.A }
func (i *Inner) Set(x int) { i.A = x }

type Outer struct {
	Inner
	*Other
	X, y int `k:"v"`
	_    [2]string
}
type Other struct{ b byte }

func (o *Other) Other() byte { return o.b }
func (o Other) lower() byte  { return o.b }

type Getter interface {
	Get() int
	lower() byte
}
type Word int

func (w Word) Get() int { return int(w) }

type Long [3]int

func (l Long) Get() int { return l[0] }

type Itab struct {
	Inter, Type *Type
	Hash        uint32
	_           [4]byte
	Fun         [4]unsafe.Pointer
}

func itab(i *interface{ Get() int }) {
	tab := (*(**Itab)(unsafe.Pointer(i)))
	fmt.Println("itab", str(tab.Inter), str(tab.Type), tab.Hash == tab.Type.Hash, runtime.FuncForPC(uintptr(tab.Fun[0])).Name(), (*i).Get())
	if s, ok := (*i).(interface{ Set(int) }); ok {
		s.Set(8)
	}
}

func main() {
	show(Inner{})
	show(&Inner{})
	show(Outer{})
	show([4]Outer{})
	show([]Outer{})
	show(make(<-chan Outer))
	show((*Getter)(nil))
	show(map[string]Outer{})
	show(map[int8]bool{})
	show(map[any][200]byte{})
	show(map[[3]float64]*int{})
	show(struct {
		Inner
		io.Reader
		x int "tag"
	}{})
	methods(Inner{}, 48+32)
	methods(&Inner{}, 48+8)
	methods(Outer{}, 48+32)
	methods(&Outer{}, 48+8)
	methods(Word(1), 48)
	methods(Long{}, 48+24)
	methods(struct{ Inner }{}, 48+32)
	i := interface{ Get() int }(Inner{3})
	itab(&i)
	i = &Inner{}
	itab(&i)
	i = Word(3)
	itab(&i)
	i = Long{}
	itab(&i)
	i = &Outer{}
	itab(&i)
	i = Outer{}
	itab(&i)
	fmt.Println(*(*int)((*[2]unsafe.Pointer)(unsafe.Pointer(&i))[1]))
	var e any = (*Getter)(nil)
	t := of(e)
	g := *(**Type)(unsafe.Add(unsafe.Pointer(t), 48))
	fmt.Println(str(g), g.Kind)
	for _, m := range unsafe.Slice(*(**Imethod)(unsafe.Add(unsafe.Pointer(g), 56)), 2) {
		fmt.Println("  ", name((*byte)(resolveNameOff(unsafe.Pointer(g), m.Name))), str((*Type)(resolveTypeOff(unsafe.Pointer(g), m.Typ))))
	}
}
