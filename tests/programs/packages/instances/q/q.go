// Package q makes the same instances as p.
package q

import "example.com/inst/lib"

func Make() any { return lib.Pair[string, lib.List[int]]{A: "k"} }
func Count()    { lib.Counter[int]() }
func Sum(xs ...int) (n int) {
	for _, x := range xs {
		n = lib.Adder[int]()(n, x)
	}
	return
}
