// Assembly that calls functions of the runtime that have Go bodies.
package main

import (
	"fmt"
	"unsafe"
)

func nano() int64
func ticks() int64
func spin(n uint32)
func alloc(size uintptr) unsafe.Pointer
func grow(old unsafe.Pointer, newLen, oldCap, num int, et unsafe.Pointer) []int64
func rand32() uint32
func hash(p unsafe.Pointer, h, n uintptr) uintptr

type eface struct{ typ, data unsafe.Pointer }

func main() {
	var x any = int64(1)
	et := (*eface)(unsafe.Pointer(&x)).typ
	a := nano()
	fmt.Println(nano() >= a, a > 0, ticks() != 0)
	spin(3)
	p := (*[4]int64)(alloc(32))
	fmt.Println(*p)
	p[3] = 7
	old := []int64{1, 2, 3}
	s := grow(unsafe.Pointer(&old[0]), 4, 3, 1, et)
	fmt.Println(s, len(s), cap(s))
	_ = rand32()
	fmt.Println(hash(unsafe.Pointer(p), 1, 32) == hash(unsafe.Pointer(p), 1, 32))
}
