// go:linkname between packages of a module: functions and variables, pushed and pulled, and methods' functions.
package main

import (
	"fmt"
	_ "unsafe"

	"example.com/lnk/lib"
)

//go:linkname pulled example.com/lnk/lib.secret
func pulled(int) string

//go:linkname counter example.com/lnk/lib.counter
var counter int

//go:linkname impl example.com/lnk/lib.Provided
func impl(s string) int { counter++; return len(s) + counter }

//go:linkname method example.com/lnk/lib.(*T).hidden
func method(*lib.T, int) int

func main() {
	fmt.Println(pulled(4), lib.Provided("abc"), lib.Counter(), counter)
	counter = 50
	fmt.Println(lib.Counter(), method(lib.New(3), 4), lib.UseProvided("xy"))
}
