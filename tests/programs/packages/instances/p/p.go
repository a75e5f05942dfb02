// Package p instantiates lib.
package p

import "example.com/inst/lib"

func Make() any { return lib.Pair[string, lib.List[int]]{A: "k"} }
func Count()    { lib.Counter[int](); lib.Counter[string]() }

type hidden struct{ a int }

func Hidden() string { return lib.Describe(lib.Pair[hidden, *hidden]{}) }
