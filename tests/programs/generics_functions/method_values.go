// Method values of instances of generic types inside generic functions, promoted ones and those of interfaces too.
package main

import "fmt"

type acc[T any] struct{ all []T }

func (a *acc[T]) add(v T)       { a.all = append(a.all, v) }
func (a acc[T]) get(i int) T    { return a.all[i] }
func (a acc[T]) both(x, y T) []T { return append(a.all, x, y) }

type adder[T any] interface{ add(T); get(int) T }

type outer[T any] struct {
	acc[T]
	n int
}

type ptr[T any] struct{ *outer[T] }

func use[T any](vs ...T) []T {
	var a acc[T]
	f := a.add
	var i adder[T] = &a
	g := i.add
	o := outer[T]{n: 1}
	h := o.add
	p := ptr[T]{&o}
	k := p.add
	for _, v := range vs {
		f(v); g(v); h(v); k(v)
	}
	get := p.get
	_ = get(0)
	e := (*acc[T]).add
	e(&a, vs[0])
	ie := adder[T].get
	b := a.both
	return append(b(ie(i, 0), i.get(1)), o.all...)
}

type alias = acc[string]

func main() {
	fmt.Println(use(1, 2), use("a", "b"), use[any](nil, 2.5), use[error](nil))
	var s alias
	f := s.add
	f("x")
	fmt.Println(s, use(int8(3)), use(struct{ a, b int }{1, 2}))
}
