// Faults of struct types and selectors.
package main

type A struct {
	a, b int
	a    string
	A2
	*A3
	A2
}
type A2 struct{ x int }
type A3 struct{ x int }
type R struct{ R2 }
type R2 struct{ *R; r R }

func (a A) b() {}
func (a A) M() {}
func (a *A) M() {}

func main() {
	var a A
	a.x = 1
	a.z = 2
	a.A2.y = 3
	_ = A{a: 1, A2.x: 2}
	_ = A{x: 1}
	_ = &A{}.a
	(&a).M = nil
	a.M()
	A.M()
	_ = a == nil
	_ = struct{ a int }{1} == struct{ b int }{1}
}
