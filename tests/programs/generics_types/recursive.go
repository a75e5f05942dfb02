// Recursive generic types, mutual instantiation, instance identity.
package main

import "fmt"

type Node[K comparable, V any] struct {
	kids map[K]*Node[K, V]
	val  V
	set  bool
}

func (n *Node[K, V]) Put(path []K, v V) {
	for _, k := range path {
		if n.kids == nil {
			n.kids = map[K]*Node[K, V]{}
		}
		if n.kids[k] == nil {
			n.kids[k] = new(Node[K, V])
		}
		n = n.kids[k]
	}
	n.val, n.set = v, true
}

func (n *Node[K, V]) Get(path ...K) (v V, ok bool) {
	for _, k := range path {
		if n = n.kids[k]; n == nil {
			return
		}
	}
	return n.val, n.set
}

type Opt[T any] struct{ v *T }

func Some[T any](v T) Opt[T] { return Opt[T]{&v} }
func (o Opt[T]) Or(d T) T {
	if o.v == nil {
		return d
	}
	return *o.v
}
func Then[T, U any](o Opt[T], f func(T) Opt[U]) Opt[U] {
	if o.v == nil {
		return Opt[U]{}
	}
	return f(*o.v)
}

type A[T any] struct{ b *B[T] }
type B[T any] struct {
	a *A[[]T2]
	t T
}
type T2 int

type Iface[T any] interface {
	Get() T
	With(T) Iface[T]
}
type impl[T any] struct{ v T }

func (i impl[T]) Get() T            { return i.v }
func (i impl[T]) With(v T) Iface[T] { return impl[T]{v} }

func main() {
	var n Node[rune, int]
	n.Put([]rune("go"), 1)
	n.Put([]rune("gopher"), 2)
	fmt.Println(n.Get('g', 'o'))
	fmt.Println(n.Get('g'))
	fmt.Println(n.Get('x', 'y'))
	fmt.Println(Then(Some(4), func(i int) Opt[string] { return Some(fmt.Sprint("v", i)) }).Or("none"), Then(Opt[int]{}, func(i int) Opt[string] { return Some("x") }).Or("none"))
	a := A[string]{&B[string]{&A[[]T2]{&B[[]T2]{t: []T2{1}}}, "t"}}
	fmt.Println(a.b.t, a.b.a.b.t)
	var i Iface[int] = impl[int]{1}
	fmt.Println(i.With(5).Get())
	var x any = i
	_, ok1 := x.(Iface[int])
	_, ok2 := x.(Iface[int64])
	_, ok3 := x.(impl[int])
	_, ok4 := any(Some(1)).(Opt[int])
	fmt.Println(ok1, ok2, ok3, ok4)
	fmt.Printf("%T %T %T\n", a, i, Some(Some(T2(1))))
}
