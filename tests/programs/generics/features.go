// Type parameters: methods with their own, promoted methods of embedded instances, core types, local types of generic functions, reflection.

package main

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"unsafe"
)

type Base[T any] struct{ V T }

func (b *Base[T]) Set(v T) { b.V = v }
func (b Base[T]) Get() T   { return b.V }

type Derived[K comparable, T any] struct {
	Base[T]
	*sync.Mutex
	m map[K]T
}

type Getter[T any] interface{ Get() T }

func Use[T any, G Getter[T]](g G) T { return g.Get() }

type Alias[T any] = Base[[]T]

func TypeSwitch[T any](x T) string {
	switch v := any(x).(type) {
	case int:
		return fmt.Sprint("int", v)
	case []T:
		return "slice"
	case string:
		return "string" + v
	case Base[T]:
		return "base"
	case interface{ Get() T }:
		return "getter"
	}
	var y any = &x
	if _, ok := y.(*T); ok {
		return fmt.Sprintf("other %T", x)
	}
	return "?"
}

func Conv[To, From ~int | ~int8 | ~float64 | ~uint16](f From) To { return To(f) }

func Bytes[T ~string | ~[]byte](x T) (n int) {
	for i := range len(x) {
		n += int(x[i])
	}
	return n + len(x[1:])
}

func Keys[M ~map[K]V, K comparable, V any](m M) (n int) {
	for k, v := range m {
		_, _ = k, v
		n++
	}
	delete(m, *new(K))
	return
}

func Send[C ~chan E, E any](c C, e E) { go func() { c <- e; close(c) }() }

func Ptr[T any, P interface {
	*T
	Set(int)
}](v int) T {
	var t T
	P(&t).Set(v)
	return t
}

type Counter struct{ n int }

func (c *Counter) Set(i int) { c.n = i }

func Size[T any]() uintptr { var x struct{ a byte; t T }; return unsafe.Sizeof(x) }

func Arr[T interface{ ~[3]int | ~[3]string }](a T) int { return len(a) }

func Must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

func Try[T any](f func() T) (r T, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("caught: %v", e)
		}
	}()
	return f(), nil
}

type Opt[T any] func(*T)

func Apply[T any](t T, opts ...Opt[T]) T {
	for _, o := range opts {
		o(&t)
	}
	return t
}

type Node[T any] interface {
	comparable
	Children() []T
}
type N struct{ kids [2]string }

func (n N) Children() []N { return nil }

func Count[T Node[T]](t T, seen map[T]bool) int {
	seen[t] = true
	n := 1
	for _, c := range t.Children() {
		n += Count(c, seen)
	}
	return n
}

func Curry[A, B, C any](f func(A, B) C) func(A) func(B) C {
	return func(a A) func(B) C { return func(b B) C { return f(a, b) } }
}

func Eq[T comparable](a, b T) bool { return a == b }

type E1[T any] struct{ v T }

func (e E1[T]) Error() string { return fmt.Sprint("E1:", e.v) }

func As[T error](err error) (t T, ok bool) { ok = errors.As(err, &t); return }

func Inner[T any](x T) func() string {
	type box struct{ v T }
	b := box{x}
	return func() string { return fmt.Sprintf("%T %v", b, b) }
}

type Num interface{ ~int | ~uint8 | ~float32 }

func Arith[T Num](a, b T) (T, T, T, bool) { return a + b*2, a / b, -a, a < b }

type Matrix[T Num] [2][2]T

func (m Matrix[T]) Mul(o Matrix[T]) (r Matrix[T]) {
	for i := range m {
		for j := range o {
			for k := range 2 {
				r[i][j] += m[i][k] * o[k][j]
			}
		}
	}
	return
}

func Fold[T, A any](seq func(func(T) bool), a A, f func(A, T) A) A {
	for x := range seq {
		a = f(a, x)
	}
	return a
}

type S struct{}

func (S) Do[T any](x T) []T { return []T{x, x} }
func (s S) Chain[T fmt.Stringer](x T) string { return strings.Repeat(x.String(), len(s.Do(x))) }

type Str string

func (s Str) String() string { return string(s) }

func main() {
	d := Derived[string, int]{m: map[string]int{}}
	d.Set(7)
	fmt.Println(d.Get(), Use[int](d), Use[int](&d.Base))
	set := d.Set
	set(9)
	f := (*Base[int]).Set
	f(&d.Base, 11)
	fmt.Println(d.V, Base[string].Get(Base[string]{"q"}))
	var a Alias[int]
	a.Set([]int{1})
	fmt.Printf("%T %v\n", a, a)
	fmt.Println(TypeSwitch(1), TypeSwitch("s"), TypeSwitch(2.5), TypeSwitch([]int{1}), TypeSwitch(d))
	fmt.Println(Conv[int8](300.0), Conv[uint16](-1), Conv[float64](3))
	fmt.Println(Bytes("abc"), Bytes([]byte("abc")))
	fmt.Println(Keys(map[string]bool{"a": true, "": false}))
	c := make(chan int)
	Send(c, 5)
	for x := range c {
		fmt.Println("got", x)
	}
	fmt.Println(Ptr[Counter](4))
	fmt.Println(Size[int](), Size[byte](), Size[string](), Size[struct{}]())
	fmt.Println(Arr([3]int{}), Arr([3]string{}))
	fmt.Println(Try(func() int { return Must(1, errors.New("bad")) }))
	fmt.Println(Try(func() int { return Must(1, nil) }))
	fmt.Println(Apply(Counter{}, func(c *Counter) { c.n++ }, func(c *Counter) { c.n *= 5 }))
	fmt.Println(Count(N{}, map[N]bool{}))
	fmt.Println(Curry(func(a int, b string) string { return fmt.Sprint(a, b) })(1)("x"))
	fmt.Println(Eq[any](1, 1), Eq("a", "b"), Eq([2]int{1}, [2]int{1}), Eq[error](nil, E1[int]{}))
	e, ok := As[E1[string]](fmt.Errorf("w: %w", E1[string]{"in"}))
	fmt.Println(e, ok)
	fmt.Println(Inner(1)(), Inner("z")(), Inner(Inner[int])() != "")
	fmt.Println(Arith(7, 2))
	fmt.Println(Arith(uint8(200), 100))
	fmt.Println(Arith(float32(1.5), 2))
	m := Matrix[int]{{1, 1}, {1, 0}}
	fmt.Println(m.Mul(m).Mul(m))
	fmt.Println(Fold(func(y func(int) bool) { _ = y(1) && y(2) && y(3) }, "", func(a string, i int) string { return a + fmt.Sprint(i) }))
	fmt.Println(S{}.Do("x"), S{}.Chain(Str("ab")))
	do := S{}.Do[int]
	fmt.Println(do(3))
	t := reflect.TypeOf(d)
	for i := range t.NumMethod() {
		fmt.Println(t.Method(i).Name, t.Method(i).Type)
	}
	fmt.Println(reflect.TypeOf(&d).NumMethod(), t, reflect.TypeOf(Inner[N]), reflect.TypeFor[map[Str]Opt[N]]())
	var g Getter[[]int] = a
	fmt.Println(g.Get(), reflect.TypeOf(g))
}
