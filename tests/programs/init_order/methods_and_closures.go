// Package variables initialized through methods, closures, method values, interfaces, generic functions and each other across the file.
package main

import "fmt"

var log []string

func note(s string, v int) int { log = append(log, s); return v }

var (
	a = b + c()
	b = t.get()
	t = newT(d)
	d = note("d", 1)
	e = func() int { return f + note("e", 0) }()
	f = gen(g)
	g = note("g", 5)
	h = mv()
	mv = t.get
	i  I = &t
	j  = i.get()
	k  = [...]int{note("k0", 1), note("k1", l)}[1]
	l  = note("l", 7)
	m  = map[string]func() int{"x": func() int { return n }}
	n  = note("n", 9)
	o, p = pair()
	_  = note("blank", q)
	q  = note("q", 0)
	r  = *ptr
	ptr = &s
	s  = note("s", 3)
	u  = lazy
)

type T struct{ v int }
type I interface{ get() int }

func newT(v int) T           { note("newT", 0); return T{v * 10} }
func (t *T) get() int        { note("get", 0); return t.v + z }
func c() int                 { return d + note("c", 0) }
func gen[X any](x X) X       { note("gen", 0); return x }
func pair() (int, int)       { return note("pair", 1), y }
func lazy() int              { return w }

var z = note("z", 100)
var y = note("y", 2)
var w = note("w", 4)

func init() { note("init", 0) }

func main() {
	fmt.Println(a, b, t, d, e, f, g, h, j, k, l, m["x"](), n, o, p, q, r, s, u(), *ptr)
	fmt.Println(log)
}
