// What is assignable: named and unnamed types, channels by direction, nil, untyped constants, interfaces, functions, type parameters.
package main

import "fmt"

type I1 []int
type M1 map[string]I1
type C1 chan int
type F1 func(int) string
type P1 *int
type S1 struct{ X int }
type St interface{ String() string }
type N int

func (n N) String() string { return fmt.Sprint("N", int(n)) }

func conv[T ~[]E, E any](x []E) T { return x }
func back[T ~[]E, E any](x T) []E { return x }
func str(s St) string             { return s.String() }
func send(c chan<- int)           { c <- 1 }

func main() {
	var i I1 = []int{1}
	var u []int = i
	i = u
	var m M1 = map[string]I1{"a": u}
	var mm map[string]I1 = m
	var c C1 = make(chan int, 1)
	var r <-chan int = c
	var s chan<- int = c
	send(c)
	s = chan int(c)
	var f F1 = func(i int) string { return fmt.Sprint(i) }
	var g func(int) string = f
	x := 5
	var p P1 = &x
	var q *int = p
	var st S1 = struct{ X int }{3}
	var an struct{ X int } = st
	var a any = i
	var e fmt.Stringer = N(4)
	var e2 St = e
	e = e2
	fmt.Println(len(mm), <-r, cap(s), g(1), *q, an.X, a.(I1)[0], e2.String(), str(N(7)), str(e))
	i, u = nil, nil
	m, c, f, p, a, e = nil, nil, nil, nil, nil, nil
	fmt.Println(i == nil, u == nil, m == nil, c == nil, f == nil, p == nil, a == nil, e == nil, s == nil)
	fmt.Println(conv[I1]([]int{4}), back(I1{5}), conv[[]string]([]string{"z"}))
	var b byte = 'a'
	var f32 float32 = 1
	var cx complex64 = 2
	var rn rune = 1.0
	var n N = 'c'
	var any1 any = 1 << 3
	var any2 any = 'x'
	var any3 any = 1.0
	var by []byte = nil
	by = append(by, "str"...)
	fmt.Println(b, f32, cx, rn, n, any1, any2, any3, string(by))
	fmt.Printf("%T %T %T\n", any1, any2, any3)
	var arr [2]I1
	arr[0] = []int{1}
	ss := []St{N(1), e2}
	ms := map[St]any{N(1): N(2), N(3): nil}
	fn := func(xs ...St) int { return len(xs) }
	fmt.Println(arr, ss, len(ms), ms[N(1)], fn(N(1), nil), fn(ss...))
	ret := func() (St, error, any, I1) { return N(5), nil, 3, []int{6} }
	fmt.Println(ret())
}
