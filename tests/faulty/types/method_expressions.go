// all errors
package main

type T struct{}

func (T) V()          {}
func (*T) P()         {}
func (t T) f(int) int { return 0 }

type I interface{ M() }

type E struct{ *T }

func main() {
	T.P(T{})
	T.V(&T{})
	(*T).V(T{})
	T.V()
	T.missing()
	I.M(T{})
	I.m(nil)
	(*I).M(nil)
	_ = T.f(1)
	var f func(T) = T.V
	var g func() = T.V
	var h func(int) int = T{}.f
	f = T.f
	T{}.P()
	(&T{}).P()
	E.P(E{})
	E.V(E{})
	int.String(1)
	[]T.len()
	(**T).V()
	map[int]T{}[1].P()
	struct{ T }.V(struct{ T }{})
	interface{ M() }.M(nil)
	T.V = nil
	&T.V
	T
	T{}
	T{}.V
	_, _, _ = f, g, h
}
