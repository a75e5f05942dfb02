// unsafe: strings and slices taken apart and put together, pointer arithmetic, offsets, conversions between layouts, atomic access by address.
package main

import (
	"fmt"
	"sync/atomic"
	"unsafe"
)

type S struct {
	a bool
	b int64
	c uint16
	d [3]byte
	e string
	f any
	g struct{}
}
type Z struct {
	x int32
	_ struct{}
}
type str struct {
	p *byte
	n int
}
type slice struct {
	p        unsafe.Pointer
	len, cap int
}
type iface struct{ typ, data unsafe.Pointer }

const size = unsafe.Sizeof(S{}) + unsafe.Offsetof(S{}.e)

var arr [size]byte

func main() {
	var s S
	fmt.Println(unsafe.Sizeof(s), unsafe.Alignof(s), unsafe.Offsetof(s.b), unsafe.Offsetof(s.c), unsafe.Offsetof(s.d), unsafe.Offsetof(s.e), unsafe.Offsetof(s.f), unsafe.Offsetof(s.g), len(arr))
	fmt.Println(unsafe.Sizeof(Z{}), unsafe.Sizeof(struct{ a [0]int64; b byte }{}), unsafe.Sizeof(struct{ b byte; a [0]int64 }{}), unsafe.Alignof(s.c), unsafe.Sizeof([0]S{}), unsafe.Sizeof(complex64(0)))
	*(*int64)(unsafe.Add(unsafe.Pointer(&s), unsafe.Offsetof(s.b))) = 77
	*(*byte)(unsafe.Pointer(uintptr(unsafe.Pointer(&s)) + unsafe.Offsetof(s.d) + 2)) = 9
	fmt.Println(s.b, s.d)
	text := "hello"
	sp := (*str)(unsafe.Pointer(&text))
	fmt.Println(sp.n, *sp.p, string(unsafe.Slice(sp.p, sp.n)[1:3]), unsafe.String(sp.p, 2), *unsafe.StringData(text) == 'h')
	b := []byte("bytes")
	view := unsafe.String(&b[0], len(b))
	b[0] = 'B'
	fmt.Println(view, unsafe.String(unsafe.SliceData(b[2:]), 3))
	xs := make([]int32, 2, 8)
	sh := (*slice)(unsafe.Pointer(&xs))
	sh.len = 5
	xs[4] = 6
	fmt.Println(xs, len(xs), cap(xs), sh.p == unsafe.Pointer(&xs[0]))
	f := 1.5
	bits := *(*uint64)(unsafe.Pointer(&f))
	bits ^= 1 << 63
	fmt.Println(*(*float64)(unsafe.Pointer(&bits)), (*[2]uint32)(unsafe.Pointer(&f))[1])
	a := [4]int16{1, 2, 3, 4}
	p := unsafe.Pointer(&a[0])
	for i := range 4 {
		fmt.Print(*(*int16)(unsafe.Add(p, i*2)), " ")
	}
	w := (*[8]byte)(p)
	w[1] = 1
	fmt.Println(a, unsafe.Slice(&a[1], 2))
	var e any = &s
	fmt.Println((*iface)(unsafe.Pointer(&e)).data == unsafe.Pointer(&s))
	var n int64
	atomic.AddInt64((*int64)(unsafe.Pointer(&n)), 5)
	atomic.StorePointer((*unsafe.Pointer)(unsafe.Pointer(&sp)), nil)
	fmt.Println(n, sp == nil)
	type node struct {
		v    int
		next *node
	}
	nodes := make([]node, 3)
	for i := range nodes {
		nodes[i].v = i
		nodes[i].next = (*node)(unsafe.Add(unsafe.Pointer(&nodes[0]), uintptr((i+1)%3)*unsafe.Sizeof(node{})))
	}
	fmt.Println(nodes[0].next.next.v, nodes[2].next.v)
	var nilp *S
	fmt.Println(uintptr(unsafe.Pointer(nilp)), unsafe.Offsetof(nilp.e), unsafe.Sizeof(nilp.d), len(unsafe.Slice((*int)(nil), 0)))
	fn := func(i int) int { return i + int(n) }
	g := *(*func(int) int)(unsafe.Pointer(&fn))
	fmt.Println(g(3), **(**uintptr)(unsafe.Pointer(&fn)) != 0)
	m := map[string]int{"a": 1}
	mp := *(*unsafe.Pointer)(unsafe.Pointer(&m))
	fmt.Println(*(*int)(mp), mp != nil)
	type A [2]S
	x := (*A)(unsafe.Pointer(&[2]S{{b: 1}, {b: 2}}))
	fmt.Println(x[1].b, uintptr(unsafe.Pointer(&x[1]))-uintptr(unsafe.Pointer(&x[0])))
	try(func() { _ = unsafe.Slice(&b[0], -len(b)) })
	try(func() { _ = unsafe.String((*byte)(nil), len(b)) })
	try(func() { _ = unsafe.Slice(&s, uint64(1)<<60) })
}

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}
