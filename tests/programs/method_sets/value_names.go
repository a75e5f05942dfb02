package main

import (
	"fmt"
	"reflect"
	"runtime"
)

type E struct{ n int }

func (e *E) P() int { return e.n }
func (e E) V() int  { return e.n }

type T struct{ *E }
type S struct{ E }
type D struct{ T }
type I interface{ V() int }
type W struct{ I }
type G[X any] struct {
	E
	x X
}

func name(f any) string { return runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name() }

func main() {
	t := &T{&E{1}}
	f, g := t.P, t.V
	t.E = &E{2}
	fmt.Println(f(), g(), name(f), name(g))
	s := &S{E{1}}
	f, g = s.P, s.V
	s.E.n = 2
	fmt.Println(f(), g(), name(f), name(g))
	d := D{T{&E{5}}}
	f, g = d.P, d.V
	d.E = &E{6}
	fmt.Println(f(), g(), name(f), name(g))
	w := &W{E{7}}
	g = w.V
	w.I = E{8}
	fmt.Println(g(), name(g))
	x := G[string]{E: E{3}}
	f, g = x.P, x.V
	x.n = 4
	fmt.Println(f(), g(), name(f), name(g))
	fmt.Println(name((*T).P), name(D.V), name((*S).P), name(W.V), name(I.V))
	func() {
		defer func() { fmt.Println(recover()) }()
		var t T
		f := t.V
		fmt.Println("not reached", f)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var t *T
		f := t.P
		fmt.Println("not reached", f)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var w W
		f := w.V
		fmt.Println("not reached", f)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var t T
		f := t.P
		fmt.Println("reached", f != nil)
		f()
	}()
	defer d.T.E.P()
	go d.V()
}
