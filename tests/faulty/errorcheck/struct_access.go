// all errors
package main

type A struct{ X, Y int }
type B struct{ X, Z int }
type C struct {
	A
	B
}
type D struct{ *C }
type E struct {
	D
	X string
}

func (A) M() {}
func (B) M() {}
func (*A) Q() {}

type Ptr *A
type PP **A

func main() {
	var c C
	c.X = 1
	c.Y = 1
	c.M()
	c.A.M()
	c.Q()
	C{}.Q()
	var d D
	d.X = 1
	d.Z = "a"
	d.C.A.X = "b"
	d.A.y = 1
	var e E
	e.X = 5
	e.D.X = 5
	e.Missing()
	e.missing = 1
	var p Ptr
	p.X = 1
	p.M()
	var pp PP
	pp.X = 1
	(*pp).X = 1
	(**pp).M()
	(&c).Y = 1
	(&(&c)).Y = 1
	c.(A)
	c[0]
	*c
	c()
	c.A = B{}
	c.A = A{1}
	c = struct{ A; B }{}
	_ = c.M
	_ = C.M
	_ = (*A).Q
	_ = A.Q
	_ = &c.X
	_ = &A{}.X
	_ = &c.Q()
	_ = struct{ A }{A{1, 2}}.Z
	_ = &main
	_ = &5
	_ = &nil
	_ = &"a"
	_ = *5
	_ = *nil
	_ = *main
	var i interface{ X() }
	i.X = nil
	i.Y()
	(&i).X()
	c.A.X.Y = 1
	c.x = 1
	c.a.X = 1
}
