// Sizes, alignments and offsets of structs.
package main

import "unsafe"

type A struct {
	a bool
	b int64
	c bool
}
type B struct {
	b    int64
	a, c bool
}
type C struct {
	x int32
	_ [0]int64
}
type D struct {
	p *int
	e struct{}
}
type E struct {
	i any
	s string
	l []int
	m map[int]int
	c chan int
	f func()
	z complex64
}

func main() {
	var a A
	var b B
	var c C
	var d D
	var e E
	println(unsafe.Sizeof(a), unsafe.Sizeof(b), unsafe.Sizeof(c), unsafe.Sizeof(d), unsafe.Sizeof(e))
	println(unsafe.Alignof(a), unsafe.Alignof(c), unsafe.Alignof(a.c), unsafe.Alignof(e.z))
	println(unsafe.Offsetof(a.b), unsafe.Offsetof(a.c), unsafe.Offsetof(b.c), unsafe.Offsetof(d.e))
	println(unsafe.Offsetof(e.i), unsafe.Offsetof(e.s), unsafe.Offsetof(e.l), unsafe.Offsetof(e.m), unsafe.Offsetof(e.f), unsafe.Offsetof(e.z))
	const k = unsafe.Sizeof(a) + unsafe.Offsetof(b.a)
	var arr [k]byte
	println(len(arr), unsafe.Sizeof([3]struct {
		a uint16
		b uint8
	}{}))
}
