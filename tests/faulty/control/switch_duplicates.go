// all errors
package main

import "fmt"

func f(x any, i int, s string, b bool, u uint8, fl float64, e error) {
	switch i {
	case 1, 2, 1:
	case 3 - 1:
	case 'a', 97:
	default:
	default:
	}
	switch s {
	case "a", "b" + "c":
	case "bc":
	case 1:
	}
	switch u {
	case 256:
	case -1:
	case 1.5:
	}
	switch fl {
	case 1, 1.0:
	case 0.5, 1.0 / 2:
	}
	switch {
	case true, true:
	case false:
	case i:
	case b:
	}
	switch x {
	case 1, 1:
	case int8(1), int16(1):
	case "a", "a":
	case nil, nil:
	case []int{}:
	}
	switch x.(type) {
	case int, string, int:
	case nil, nil:
	case error, fmt.Stringer, error:
	case undefinedType:
	case *int, []int, []int:
	case 5:
	}
	switch e.(type) {
	case int:
	case *fmt.Stringer:
	}
	switch y := x.(type) {
	}
	switch z := x.(type) {
	case int:
	}
	switch i.(type) {
	}
	switch f {
	case nil:
	case f:
	}
	switch i := 1; i := i.(type) {
	}
	switch i = 2; {
	}
}

func main() {}
