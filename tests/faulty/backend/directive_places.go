// all errors
package main

//go:noinline
import "fmt"

//go:noinline
type T int

//go:nosplit
var v int

//go:noescape
const c = 1

//go:noinline
func f() {
	//go:noinline
	x := func() {}
	x()
	//go:nosplit
	for i := 0; i < 3; i++ { //go:noinline
	}
}

//go:build ignore
func g() {}

//go:norace
//go:yeswritebarrierrec
//go:notinheap
//go:systemstack
//go:uintptrkeepalive
func main() { fmt.Println(v, c) }

//go:noinline
