// Generic containers, iterators, aliases with type parameters, inference of function arguments.

package main

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sort"
)

type List[T any] struct {
	head *node[T]
	n    int
}
type node[T any] struct {
	v    T
	next *node[T]
}

func (l *List[T]) Push(v T) { l.head = &node[T]{v, l.head}; l.n++ }
func (l *List[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		i := 0
		for n := l.head; n != nil; n = n.next {
			if !yield(i, n.v) {
				return
			}
			i++
		}
	}
}

func (l *List[T]) Map[U any](f func(T) U) *List[U] {
	var r List[U]
	for _, v := range l.All() {
		r.Push(f(v))
	}
	return &r
}

type Number interface{ ~int | ~float64 }

func Sum[T Number](xs ...T) (s T) {
	for _, x := range xs {
		s += x
	}
	return
}

func Local[A, B any](a A, b B) any {
	type pair struct {
		X A
		Y B
		p *pair
	}
	return pair{a, b, nil}
}

type Stringer interface{ String() string }
type MyInt int

func (m MyInt) String() string { return fmt.Sprintf("MyInt(%d)", int(m)) }

func Join[S ~[]E, E Stringer](s S) (r string) {
	for _, e := range s {
		r += e.String() + ";"
	}
	return
}

type Tree[K cmp.Ordered, V any] struct {
	l, r *Tree[K, V]
	k    K
	v    V
}

func (t *Tree[K, V]) Insert(k K, v V) *Tree[K, V] {
	if t == nil {
		return &Tree[K, V]{k: k, v: v}
	}
	switch c := cmp.Compare(k, t.k); {
	case c < 0:
		t.l = t.l.Insert(k, v)
	case c > 0:
		t.r = t.r.Insert(k, v)
	default:
		t.v = v
	}
	return t
}
func (t *Tree[K, V]) Walk(f func(K, V)) {
	if t != nil {
		t.l.Walk(f)
		f(t.k, t.v)
		t.r.Walk(f)
	}
}

type Set[T comparable] = map[T]struct{}

func main() {
	var l List[int]
	for i := range 5 {
		l.Push(i)
	}
	for i, s := range l.Map(func(i int) string { return fmt.Sprint("s", i) }).All() {
		fmt.Println(i, s)
	}
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2))
	fmt.Printf("%T %v\n", Local(1, "x"), Local(1, "x"))
	fmt.Printf("%T\n", Local(l, MyInt(3)))
	fmt.Println(Join([]MyInt{1, 2}))
	var t *Tree[string, int]
	for i, w := range []string{"b", "a", "c", "a"} {
		t = t.Insert(w, i)
	}
	t.Walk(func(k string, v int) { fmt.Println(k, v) })
	m := map[string]int{"x": 1, "y": 2}
	ks := slices.Sorted(maps.Keys(m))
	fmt.Println(ks, slices.Max(ks), slices.Index(ks, "y"))
	s := Set[int]{1: {}, 2: {}}
	fmt.Println(len(s))
	p := new(42)
	fmt.Println(*p, min(3, 1, 2), max(2.5, 1))
	sort.Slice(ks, func(i, j int) bool { return ks[i] > ks[j] })
	fmt.Println(ks)
	f := slices.SortFunc[[]MyInt]
	xs := []MyInt{3, 1, 2}
	f(xs, func(a, b MyInt) int { return int(a - b) })
	fmt.Println(xs)
	clear(m)
	fmt.Println(m)
}
