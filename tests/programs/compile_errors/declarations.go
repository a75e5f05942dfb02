// Faults of declarations.
package main

import "fmt"

type A struct {
	x int
	x string
}
type B interface {
	M()
	M()
}
type R struct{ r R }
type C [len(C{})]int

func f(a int, a string) {}
func f()                {}
func (t T) m()          {}
func (int) m()          {}
func (a *A) x()         {}
func (a A) y()          {}
func (a *A) y()         {}

var v int
var v string

const k = v
const big = 1 << 1000
const o int8 = 300

func main() {
	var unused int
	fmt.Println(big)
}
