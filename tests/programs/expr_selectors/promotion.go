// Promoted fields and methods through embedded structs and pointers.
package main

type A struct{ x, y int }

func (a A) Sum() int { return a.x + a.y }
func (a *A) Inc()    { a.x++ }

type B struct {
	*A
	y string
}
type C struct {
	B
	z int
}

func main() {
	c := C{B{&A{1, 2}, "why"}, 3}
	println(c.x, c.y, c.A.y, c.B.A.x, c.z, c.Sum())
	c.Inc()
	c.B.Inc()
	c.x *= 10
	println(c.x, c.Sum(), (&c).Sum())
	p := &c
	pp := &p
	println((*pp).x, p.B.y, p.A.Sum())
	f := p.Sum
	c.x = 0
	println(f(), p.Sum())
	g := p.Inc
	g()
	g()
	println(c.x)
	var n C
	defer func() { println(recover() != nil, n.z) }()
	println(n.x)
}
