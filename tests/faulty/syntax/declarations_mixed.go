// all errors
package main

import fmt "fmt" "os"
import ("a" "b")
import 5
import "x" as y
var a int b int
var (c int d int)
var x, = 1
const y := 5
type
type T
type U struct { a int b int }
type V interface { m() n() }
type W []
type X map[int
type Y func(
type Z [5 int
func
func f
func g( {
}
func h() int, string { }
func (T) { }
func i(a, b int, c) { }
func j(a int, ...b int) { }
func k(a ...int, b int) { }
func l() (a int, string) { }
func m[T]() { }
func n[]() { }
func o[T any, ]() { }
func (t T[int string]) p() { }
x := 5
if true { }
return
}
