// Words shows what interface values, closures and slices consist of, by looking at their words through unsafe.
//
//	undergo run examples/internals/words.go
package main

import (
	"fmt"
	"unsafe"
)

type Eface struct {
	Type, Data unsafe.Pointer
}

type Itab struct {
	Inter, Type unsafe.Pointer
	Hash        uint32
	_           [4]byte
	Fun         [1]uintptr
}

type Iface struct {
	Tab  *Itab
	Data unsafe.Pointer
}

type Cat struct {
	Name    string
	Age     int
	address string
}

func (c *Cat) String() string { return c.Name }

func main() {
	cat := &Cat{"Tom", 3, "here"}
	var e any = cat
	var s fmt.Stringer = cat
	ew := (*Eface)(unsafe.Pointer(&e))
	iw := (*Iface)(unsafe.Pointer(&s))
	fmt.Println("eface: data word is the pointer itself:", ew.Data == unsafe.Pointer(cat))
	fmt.Println("iface: the itab's type is the eface's type:", iw.Tab.Type == ew.Type)
	fmt.Println("itab: first method is a code address:", iw.Tab.Fun[0] != 0)

	elem := *(*unsafe.Pointer)(unsafe.Add(ew.Type, 48)) // PtrType.Elem behind the common part
	fmt.Println("descriptor of Cat: size", *(*uintptr)(elem), "pointer bytes", *(*uintptr)(unsafe.Add(elem, 8)))

	n := 41
	add := func(d int) int { n += d; return n }
	ctx := *(*[2]uintptr)(*(*unsafe.Pointer)(unsafe.Pointer(&add)))
	fmt.Println("closure: code address, then the captured variable's address:", ctx[0] != 0, *(*int)(unsafe.Pointer(ctx[1])) == n, add(1))

	sl := make([]byte, 2, 5)
	w := *(*[3]uintptr)(unsafe.Pointer(&sl))
	fmt.Println("slice: data, len, cap:", w[0] == uintptr(unsafe.Pointer(&sl[0])), w[1], w[2])
}
