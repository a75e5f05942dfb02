// Assorted type faults.
package main

import "unsafe"

type F func(int) string

func (f F) Call() { f(1, 2) }

var fn F = func(s string) int { return 0 }
var m map[[]int]string
var n map[func()]int
var p = unsafe.Sizeof()
var q = unsafe.Offsetof(m)
var r unsafe.Pointer = 5
var s *int = unsafe.Pointer(nil)
var t = (*int)(5)
var u uintptr = unsafe.Pointer(nil)
var v [0]int = [...]int{1}
var w = map[string]int{"a": "b", 1: 2}
var x = []interface{ M() }{1, nil, fn}
var y = func() int {}()
var z = new(int, 5)

func main() {}
