// Generic types embedded in each other, in generic and plain structs, by pointer and as interfaces; promoted fields and methods.
package main

import "fmt"

type Base[T any] struct{ V T }

func (b Base[T]) Get() T    { return b.V }
func (b *Base[T]) Set(v T)  { b.V = v }

type Named[T any] struct {
	Base[T]
	Name string
}
type Both[A, B any] struct {
	*Named[A]
	Other Base[B]
}
type Getter[T any] interface{ Get() T }
type SetGet[T any] interface {
	Getter[T]
	Set(T)
}
type Holder[T any] struct{ SetGet[T] }
type Rec[T any] struct {
	Base[*Rec[T]]
	val T
}
type Alias = Named[Base[int]]
type Map[K comparable, V any] struct {
	Base[map[K]V]
	keys []K
}

func (m *Map[K, V]) Put(k K, v V) *Map[K, V] {
	if m.V == nil {
		m.Set(map[K]V{})
	}
	m.V[k] = v
	m.keys = append(m.keys, k)
	return m
}

type Plain struct {
	Named[string]
	*Holder[int]
}

func use[T any, G Getter[T]](g G) T { return g.Get() }

func main() {
	n := Named[int]{Base[int]{1}, "n"}
	n.Set(5)
	fmt.Println(n.Get(), n.V, n.Base.V, n)
	b := Both[int, string]{&n, Base[string]{"o"}}
	b.Set(7)
	fmt.Println(b.Get(), n.V, b.Name, b.Other.Get())
	h := Holder[int]{&b}
	h.Set(9)
	fmt.Println(h.Get(), use[int](h), use[int](b), use[string](b.Other))
	r := &Rec[string]{val: "a"}
	r.Set(&Rec[string]{Base[*Rec[string]]{r}, "b"})
	fmt.Println(r.Get().val, r.V.V.val, r.Get().Get() == r)
	var a Alias
	a.V.V = 3
	fmt.Println(a.Get().Get(), a)
	m := (&Map[string, []int]{}).Put("x", nil).Put("y", []int{1})
	fmt.Println(len(m.V), m.keys, m.Get()["y"])
	p := Plain{Named[string]{Base[string]{"deep"}, "p"}, &h}
	fmt.Println(p.Name, p.Named.Get(), p.Holder.Get(), p.V)
	f, g := b.Set, Getter[int].Get
	f(11)
	fmt.Println(g(h), n.V)
	fmt.Printf("%T %T %T %v\n", b, r.Get, p.Holder.SetGet, any(&n).(SetGet[int]).Get())
	_, ok := any(n).(SetGet[int])
	_, ok2 := any(b).(SetGet[int])
	_, ok3 := any(b).(Getter[string])
	fmt.Println(ok, ok2, ok3)
}
