// The common part of type descriptors, word by word, hashes included.
package main

import (
	"fmt"
	"io"
	"reflect"
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

type P struct {
	X, Y int `json:"x"`
	name string
	next *P
}

func (p P) Dist() int        { return p.X + p.Y }
func (p *P) Move(dx, dy int) { p.X += dx; p.Y += dy }
func (p *P) hidden() string  { return p.name }

type G[K comparable, V any] struct {
	m map[K]V
	f func(K) V
}

func (g *G[K, V]) Get(k K) V { return g.m[k] }

type I interface {
	Dist() int
	Move(int, int)
}
type Small uint8
type Fn func(int, ...string) (error, bool)

func of(v any) *Type { return (*[2]*Type)(unsafe.Pointer(&v))[0] }

func dump(v any) {
	t := of(v)
	rt := reflect.TypeOf(v)
	fmt.Printf("%-34s size %3d ptr %3d hash %08x flag %02x align %d/%d kind %02x equal %v gc %v ptrto %v\n", rt, t.Size, t.PtrBytes, t.Hash, t.TFlag, t.Align, t.FieldAlign, t.Kind, t.Equal != nil, t.GCData != nil, t.PtrToThis != 0)
	if t.PtrBytes > 0 && t.PtrBytes < 64*8 && t.TFlag&16 == 0 {
		fmt.Printf("   mask %x\n", unsafe.Slice(t.GCData, (t.PtrBytes/8+7)/8))
	}
	for i := range rt.NumMethod() {
		m := rt.Method(i)
		fmt.Println("   method", m.Name, m.Type)
	}
}

func main() {
	dump(0)
	dump("")
	dump(1.5)
	dump(Small(1))
	dump(P{})
	dump(&P{})
	dump([]P{})
	dump([3]P{})
	dump(map[string]*P{})
	dump(G[string, int]{})
	dump(&G[string, int]{})
	dump(make(chan<- int))
	dump(Fn(nil))
	dump(func() {})
	dump((*I)(nil))
	dump((*io.ReadWriter)(nil))
	dump(struct {
		a int
		B *int "tag"
	}{})
	dump([0]int{})
	dump(struct{}{})
	dump([1]*int{})
	dump(struct {
		_ int
		f float32
	}{})
	dump([2]struct {
		a int8
		b int64
	}{})
	dump(complex(1, 2))
	dump(unsafe.Pointer(nil))
	dump(struct {
		P
		io.Reader
	}{})
	dump(map[[2]int]struct{ x any }{})
	dump([]func(*G[int, []string]) chan P{})
	dump([200]*int{})
	dump(any(fmt.Errorf("x")))
	type Local struct{ a, b string }
	dump(Local{})
	dump(&Local{})
	func() { type Local struct{ z int }; dump(Local{}) }()
}
