// all errors
package main

import (
	"fmt"
	"io"
)

type T struct{}

func (t *T) Read(p []byte) (int, error)   { return 0, nil }
func (t T) Write(p string) (int, error)   { return 0, nil }
func (t T) close() error                  { return nil }
func (t T) String(x int) string           { return "" }
func (t T) Error()                        {}

type RW interface {
	io.Reader
	io.Writer
}

type E struct{ T }
type P struct{ *T }
type Both struct {
	T
	P
}

func f(r io.Reader) {}

func main() {
	var t T
	f(t)
	f(&t)
	var r io.Reader = t
	var w io.Writer = t
	var c io.Closer = t
	var s fmt.Stringer = t
	var e error = t
	var rw RW = &t
	r = E{}
	r = P{}
	r = &E{}
	r = Both{}
	_ = r.(T)
	_ = r.(*T)
	_ = r.(io.Writer)
	_ = t.(io.Reader)
	_ = r.(fmt.Stringer).String()
	_ = r.(undefined)
	_ = r.(5)
	_ = r.(type)
	r.Write(nil)
	r.read(nil)
	(&r).Read(nil)
	switch x := r.(type) {
	case T:
	case *T, E:
		x.foo()
	case fmt.Stringer:
		x.String(1)
	case nil:
		x.Read(nil)
	}
	var fn func(io.Reader) = func(*T) {}
	var sl []io.Reader = []*T{}
	var m map[string]error = map[string]T{}
	_ = []io.Reader{t, &t, nil, 5}
	return t
	_, _, _, _, _, _ = w, c, s, e, rw, fn
	_, _ = sl, m
}

func g() io.Reader { return T{} }
func h() (error, io.Reader) { return 1, &T{} }
