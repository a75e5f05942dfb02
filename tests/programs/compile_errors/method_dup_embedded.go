// Ambiguous selectors through embedding, at equal depth and through interfaces.
package main

type A struct{ X int }
type B struct{ X int }
type C struct{ A; B }
type D struct{ C; X2 int }
type M1 interface{ F(); G() }
type M2 interface{ F(); H() int }
type M3 interface{ G() int }
type E struct{ M1; M2 }
type Bad interface{ M1; M3 }

func (A) Get() {}
func (B) Get() {}

func main() {
	var c C
	c.X = 1
	c.Get()
	var d D
	_ = d.X
	_ = d.C.X
	var e E
	e.F()
	e.G()
	e.H()
	var m M1 = e
	var n interface{ Get() } = c
	_ = C.Get
	_ = struct{ A; *B }{}.X
	_, _ = m, n
}
