// Variables that Go declares and an assembly file fills.
package main

import (
	"fmt"
	"unsafe"
)

const answer = 42
const word = "filled"

type record struct {
	a byte
	b [3]int32
	c uint64
}

var (
	number  int64
	offsets [3]uint64
	text    [len(word)]byte
	pair    struct{ lo, hi uint32 }
	address *int64
	zero    [4]int
)

func main() {
	fmt.Println(number, string(text[:]), pair, offsets, zero)
	fmt.Println(unsafe.Offsetof(record{}.b), unsafe.Offsetof(record{}.c), unsafe.Sizeof(record{}))
	fmt.Println(address == &number, *address)
	number++
	fmt.Println(*address)
}
