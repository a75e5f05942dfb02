// Constraints with methods, core types, pointer methods, comparable.
package main

import "fmt"

type Stringish interface {
	~string | ~[]byte
	Len() int
}
type S string

func (s S) Len() int { return len(s) }

type B []byte

func (b B) Len() int { return -len(b) }

func total[T Stringish](xs ...T) (n int) {
	for _, x := range xs {
		n += x.Len() + len(x)
		for i := range len(x) {
			n += int(x[i])
		}
	}
	return
}

type Setter[T any] interface {
	*T
	Set(string)
}
type conf struct{ v string }

func (c *conf) Set(s string) { c.v = s }

func build[T any, P Setter[T]](ss ...string) []T {
	out := make([]T, len(ss))
	for i, s := range ss {
		P(&out[i]).Set(s)
	}
	return out
}

type Cmp[T any] interface{ Compare(T) int }
type ver int

func (v ver) Compare(w ver) int { return int(v - w) }

func Max[T Cmp[T]](a, b T) T {
	if a.Compare(b) >= 0 {
		return a
	}
	return b
}

func eq[T comparable](a, b T) bool { return a == b }

func apply[F ~func(A) R, A, R any](f F, a A) R { return f(a) }

type fn func(int) string

func send[C ~chan E | ~chan<- E, E any](c C, e E) { c <- e }

func first[S ~[]E, E any](s S) (S, E) { return s[:1], s[0] }

type ints []int

func main() {
	fmt.Println(total(S("ab"), S("c")), total(B{1, 2}))
	fmt.Println(build[conf]("a", "b"))
	fmt.Println(Max(ver(3), ver(5)))
	fmt.Println(eq(1, 1), eq("a", "b"), eq[any](1, 1.0), eq(struct{ a int }{1}, struct{ a int }{1}))
	func() {
		defer func() { fmt.Println(recover()) }()
		eq[any]([]int{}, []int{})
	}()
	fmt.Println(apply(fn(func(i int) string { return fmt.Sprint("fn", i) }), 4))
	c := make(chan float64, 1)
	send(c, 2)
	fmt.Println(<-c)
	s, e := first(ints{4, 5})
	fmt.Printf("%T %v %v\n", s, s, e)
}
