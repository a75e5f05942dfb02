// Generic aliases: of maps, functions, instances, with constraints, chained, in signatures, literals, conversions and methods' receivers.
package main

import "fmt"

type Set[T comparable] = map[T]struct{}
type Fn[A, R any] = func(A) R
type Pair[A, B any] struct {
	a A
	b B
}
type Twin[T any] = Pair[T, T]
type Named[T any] = Pair[string, T]
type Deep[T any] = Named[Twin[Set2[T]]]
type Set2[T any] = []T
type Ch[T any] = <-chan T
type It[T any] = func(yield func(T) bool)

func (p Pair[A, B]) Swap() Pair[B, A] { return Pair[B, A]{p.b, p.a} }

func of[T comparable](xs ...T) Set[T] {
	s := Set[T]{}
	for _, x := range xs {
		s[x] = struct{}{}
	}
	return s
}
func apply[A, R any](f Fn[A, R], xs ...A) (out []R) {
	for _, x := range xs {
		out = append(out, f(x))
	}
	return
}
func first[T any](p Twin[T]) T { return p.a }
func seq[T any](xs ...T) It[T] {
	return func(yield func(T) bool) {
		for _, x := range xs {
			if !yield(x) {
				return
			}
		}
	}
}

func main() {
	s := of(1, 2, 2)
	var m map[int]struct{} = s
	fmt.Println(len(m), apply(func(i int) string { return fmt.Sprint(i, i) }, 1, 2))
	t := Twin[int]{1, 2}
	fmt.Println(first(t), t.Swap(), Named[int]{"n", 1}.Swap())
	d := Deep[byte]{"d", Twin[Set2[byte]]{[]byte("x"), nil}}
	fmt.Printf("%T %T %v\n", t, d, len(d.b.a))
	c := make(chan string, 1)
	c <- "c"
	var r Ch[string] = c
	fmt.Println(<-r)
	for x := range seq("p", "q") {
		fmt.Print(x, " ")
	}
	var x any = Pair[string, bool]{}
	_, ok := x.(Named[bool])
	_, ok2 := x.(Twin[string])
	fmt.Println(ok, ok2, x == any(Named[bool]{}))
}
