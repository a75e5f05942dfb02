// Methods with type parameters of their own: calls, values, expressions, promotion, deferred and go calls.
package main

import (
	"fmt"
	"strings"
)

type List[T any] struct{ items []T }

func (l *List[T]) Push(v ...T) *List[T] { l.items = append(l.items, v...); return l }
func (l *List[T]) Map[U any](f func(T) U) *List[U] {
	r := &List[U]{}
	for _, v := range l.items {
		r.Push(f(v))
	}
	return r
}
func (l List[T]) Fold[A any](a A, f func(A, T) A) A {
	for _, v := range l.items {
		a = f(a, v)
	}
	return a
}
func (l List[T]) Zip[U, R any](o List[U], f func(T, U) R) (r []R) {
	for i := range min(len(l.items), len(o.items)) {
		r = append(r, f(l.items[i], o.items[i]))
	}
	return
}

type Box struct{ n int }

func (b Box) Conv[N ~int | ~float64 | ~uint8]() N { return N(b.n) }
func (b *Box) Set[N ~int | ~uint8](n N)           { b.n = int(n) }
func (Box) Zero[T any]() (z T)                    { return }
func (Box) Name[T any](T) string                  { var z T; return fmt.Sprintf("%T", z) }

type Outer struct {
	*Box
	List[string]
}

type My int

func main() {
	l := (&List[int]{}).Push(1, 2, 3)
	s := l.Map(func(i int) string { return strings.Repeat("x", i) })
	fmt.Println(s.items, l.Fold("", func(a string, i int) string { return fmt.Sprint(a, i) }))
	fmt.Println(l.Zip(List[string]{[]string{"a", "b"}}, func(i int, s string) string { return fmt.Sprint(s, i) }))
	b := Box{300}
	fmt.Println(b.Conv[int](), b.Conv[float64](), b.Conv[uint8](), b.Conv[My]())
	b.Set(My(7))
	fmt.Println(b, b.Zero[string]() == "", b.Zero[*int]() == nil, b.Name([]int{}), b.Name(struct{ a int }{}))
	o := Outer{&b, List[string]{[]string{"p", "qq"}}}
	fmt.Println(o.Conv[int](), o.Map(func(s string) int { return len(s) }).items, o.Fold(0, func(a int, s string) int { return a + len(s) }))
	set := o.Set[uint8]
	set(9)
	conv := b.Conv[float64]
	b.n = 1
	fmt.Println(conv(), (*Box).Conv[int](&b), Box.Conv[My](b), Outer.Conv[int](o))
	m := (*List[int]).Map[float64]
	fmt.Println(m(l, func(i int) float64 { return float64(i) / 2 }).items)
	fold := List[int].Fold[map[int]bool]
	fmt.Println(fold(*l, map[int]bool{}, func(m map[int]bool, i int) map[int]bool { m[i] = true; return m }))
	defer func() { fmt.Println("end", b.n) }()
	defer b.Set(My(55))
	done := make(chan int)
	go func() { done <- Box{4}.Conv[int]() }()
	fmt.Println(<-done)
	var f func() int = b.Zero
	fmt.Printf("%T %T\n", f, b.Conv[My])
}
