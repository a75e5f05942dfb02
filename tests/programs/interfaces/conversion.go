// Conversions between interface types, embedded and overlapping methods.
package main

type R interface{ Read() string }
type W interface{ Write(string) }
type RW interface {
	R
	W
}
type RWC interface {
	RW
	R
	Close() error
}
type file struct{ buf string }

func (f *file) Read() string   { return f.buf }
func (f *file) Write(s string) { f.buf += s }
func (f *file) Close() error   { f.buf = ""; return nil }

func main() {
	var c RWC = &file{}
	var rw RW = c
	rw.Write("hello")
	var r R = rw
	println(r.Read(), c.Read())
	w := r.(W)
	w.Write(" world")
	println(w.(R).Read(), r == R(c), any(r) == any(w))
	if cl, ok := w.(interface{ Close() error }); ok {
		println(cl.Close() == nil, len(r.Read()))
	}
	_, ok := w.(interface{ Seek() })
	println(ok)
	var nilr R
	rw, ok = nilr.(RW)
	println(rw == nil, ok)
	var e any = nilr
	println(e == nil)
	c = nil
	r = c
	println(r == nil)
	_, ok = any(c).(R)
	println(ok)
}
