// Faults of methods and selectors.
package main

import (
	"fmt"
	"strings"
)

type P *int
type I interface{ M() }
type E struct{ A; B }
type A struct{ x int }
type B struct{ x int }

func (p P) M()       {}
func (i I) N()       {}
func (p **A) M()     {}
func (a []A) M()     {}
func (s strings.Builder) Z() {}
func (A) M()         {}
func (B) M()         {}

func main() {
	var e E
	_ = e.x
	e.M()
	_ = fmt.println
	_ = fmt.Foo
	_ = e.A.y
	_ = (&e).B.x.z
	_ = main.x
	_ = A.x
	_ = strings
	_ = e.A.M.x
}
