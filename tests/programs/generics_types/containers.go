// Generic stack, linked list and pair with methods.
package main

import "fmt"

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(v T) { s.items = append(s.items, v) }
func (s *Stack[T]) Pop() (v T, ok bool) {
	if len(s.items) == 0 {
		return
	}
	v = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, true
}

type List[T any] struct {
	head *elem[T]
	n    int
}
type elem[T any] struct {
	v    T
	next *elem[T]
}

func (l *List[T]) Add(v T) *List[T] {
	l.head = &elem[T]{v, l.head}
	l.n++
	return l
}
func (l *List[T]) Each(f func(int, T)) {
	i := 0
	for e := l.head; e != nil; e = e.next {
		f(i, e.v)
		i++
	}
}

type Pair[A, B any] struct {
	First  A
	Second B
}

func (p Pair[A, B]) Swap() Pair[B, A]        { return Pair[B, A]{p.Second, p.First} }
func MakePair[A, B any](a A, b B) Pair[A, B] { return Pair[A, B]{a, b} }

type Num[T ~int | ~float64] struct{ v T }

func (n Num[T]) Add(m Num[T]) Num[T] { return Num[T]{n.v + m.v} }
func (n Num[_]) IsZero() bool        { return n.v == 0 }

func main() {
	var s Stack[string]
	s.Push("a")
	s.Push("b")
	v, ok := s.Pop()
	fmt.Println(v, ok)
	s.Pop()
	v, ok = s.Pop()
	fmt.Printf("%q %v\n", v, ok)
	l := (&List[float64]{}).Add(1.5).Add(2.5)
	l.Each(func(i int, f float64) { fmt.Print(i, ":", f, " ") })
	fmt.Println(l.n)
	p := MakePair(1, "x").Swap()
	fmt.Printf("%+v %T\n", p, p)
	fmt.Println(MakePair(p, []int{1}).Swap().Second.First)
	fmt.Println(Num[int]{1}.Add(Num[int]{2}).v, Num[float64]{}.IsZero())
	var ps Stack[Pair[string, *Stack[int]]]
	ps.Push(MakePair("k", &Stack[int]{[]int{7}}))
	top, _ := ps.Pop()
	n, _ := top.Second.Pop()
	fmt.Println(top.First, n)
	fmt.Printf("%T\n", ps)
}
