// Impossible assertions and type switch cases.
package main

import (
	"fmt"
	"io"
)

type T struct{}

func (T) String() int { return 1 }

type U struct{}

func (*U) Read([]byte) (int, error) { return 0, nil }

func main() {
	var s fmt.Stringer
	_ = s.(T)
	var r io.Reader
	_ = r.(U)
	switch r.(type) {
	case U, *U:
	case T:
	case string, error:
	case interface{ Read() }:
	}
	var e any
	_ = e.(Undefined)
	_ = e.(5)
	_, _, _ = e.(int)
	x, ok := e.(type)
}
