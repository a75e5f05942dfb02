// Generic aliases and aliases of instances.
package main

import "fmt"

type Set[T comparable] = map[T]struct{}
type Vec[T any] = []T
type PairOf[T any] = struct{ A, B T }
type Fn[A, B any] = func(A) B
type G[T any] struct{ v T }

func (g G[T]) Get() T { return g.v }

type IntG = G[int]
type Ren[T any] = G[[]T]

func (g *G[T]) set(v T) { g.v = v }

func union[T comparable](a, b Set[T]) Set[T] {
	r := Set[T]{}
	for k := range a {
		r[k] = struct{}{}
	}
	for k := range b {
		r[k] = struct{}{}
	}
	return r
}

func mapV[A, B any](v Vec[A], f Fn[A, B]) (r Vec[B]) {
	for _, x := range v {
		r = append(r, f(x))
	}
	return
}

func main() {
	s := union(Set[int]{1: {}, 2: {}}, Set[int]{2: {}, 3: {}})
	fmt.Println(len(s), s)
	var m map[int]struct{} = s
	fmt.Printf("%T %d\n", s, len(m))
	fmt.Println(mapV(Vec[int]{1, 2}, func(i int) string { return fmt.Sprint(i * i) }))
	p := PairOf[string]{"a", "b"}
	var q struct{ A, B string } = p
	fmt.Println(q)
	i := IntG{5}
	i.set(6)
	fmt.Println(i.Get(), G[int](i).v)
	r := Ren[byte]{[]byte("xy")}
	fmt.Printf("%T %s %T\n", r, r.Get(), i)
}
