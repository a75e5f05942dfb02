// Faults in switches.
package main

import "io"

type T struct{}

func main() {
	var r io.Reader
	x := 5
	switch x {
	case "a", 1.5:
	case 1, 2, 1:
	case nil:
	case T{}:
	}
	switch x.(type) {
	}
	switch y := r.(type) {
	}
	switch r.(type) {
	case T, *T:
	case io.Reader:
	case io.Reader:
	case int:
	}
	switch z := r.(type) {
	case io.Writer:
		z.Read(nil)
		fallthrough
	case nil:
	}
	switch []int{} {
	}
	switch {
	case x:
	}
	switch f := func() {}; f {
	case nil:
	case f:
	}
}
