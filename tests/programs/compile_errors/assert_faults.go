// Faults of type assertions that parse.
package main

import "fmt"

type T struct{}

func (T) String() int { return 1 }

func main() {
	var s fmt.Stringer
	_ = s.(T)
	_ = s.(int)
	var e any
	_ = e.(Undefined)
	a, b, c := e.(int)
	var n int = e.(string)
	_ = n.(int)
	_ = e.(int) + "x"
	x := e.(type)
}
