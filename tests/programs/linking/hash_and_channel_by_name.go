package main

import (
	"fmt"
	"unsafe"
)

//go:linkname stringHash runtime.stringHash
func stringHash(s string, seed uintptr) uintptr

//go:linkname chanbuf runtime.chanbuf
func chanbuf(c unsafe.Pointer, i uint) unsafe.Pointer

type eface struct{ t, d unsafe.Pointer }

func main() {
	fmt.Println(stringHash("a", 1) == stringHash("a", 1), stringHash("a", 1) == stringHash("b", 1))
	c := make(chan int, 3)
	c <- 1
	c <- 20
	var a any = c
	fmt.Println(*(*int)(chanbuf((*eface)(unsafe.Pointer(&a)).d, 1)))
}
