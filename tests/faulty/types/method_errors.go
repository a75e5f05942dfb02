package main

type T struct{}
type P *T
type I interface{ m() }

func (t int) a()      {}
func (t *I) b()       {}
func (t P) c()        {}
func (t **T) d()      {}
func (t []T) e()      {}
func (t undefined) f() {}
func (t *T) g()       {}

func main() {
	T{}.g()
	T.g(T{})
	(*T).h()
	I.m()
	var x *I
	x.m()
}
