// A negative shift count panics.
package main

import (
	"errors"
	"fmt"
	"runtime"
)

func try(f func()) {
	defer func() {
		e := recover().(error)
		fmt.Println(e.Error())
		var re runtime.Error
		fmt.Println(errors.As(e, &re))
	}()
	f()
}

func main() {
	n := -1
	x := 8
	try(func() { fmt.Println(x << n) })
	try(func() { x >>= n })
	var m int8 = -128
	try(func() { fmt.Println(uint8(1) << m) })
	fmt.Println(x)
}
