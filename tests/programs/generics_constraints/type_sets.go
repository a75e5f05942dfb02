// Operations that a type set allows: conversions among members, shifts, indexing, ranging, calls, channel operations, fields via methods.
package main

import (
	"fmt"
	"unsafe"
)

type Ints interface {
	~int8 | ~int16 | ~int32 | ~int64 | ~int
}
type Uints interface{ ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uint | ~uintptr }
type Integer interface{ Ints | Uints }

func Bits[T Integer]() (n int) {
	x := T(1)
	for x != 0 {
		x <<= 1
		n++
	}
	return
}
func Signed[T Integer]() bool  { return ^T(0) < 0 }
func MaxOf[T Integer]() T      { if Signed[T]() { return T(1)<<(Bits[T]()-1) - 1 }; return ^T(0) }
func Wrap[T Integer](x T) T    { return x*x + x<<3 - x>>1 ^ x&^5 }
func Size[T any]() uintptr     { var x T; return unsafe.Sizeof(x) }
func Conv[T, F Integer](f F) T { return T(f) }

type Text interface{ ~string | ~[]byte }

func Count[T Text](s T, b byte) (n int) {
	for i := 0; i < len(s); i++ {
		if s[i] == b {
			n++
		}
	}
	return n
}
func Sub[T Text](s T, i, j int) T { return s[i:j] }
func Str[T Text](s T) string      { return string(s) }
func App[T Text](b []byte, s T) []byte { return append(b, s...) }
func Cpy[T Text](b []byte, s T) int { return copy(b, s) }

type MapLike interface{ ~map[string]int }

func Sum[M MapLike](m M) (n int) {
	for k, v := range m {
		n += v * len(k)
	}
	delete(m, "gone")
	m["new"] = n
	return n + len(m)
}

type Ch interface{ chan int | ~chan<- int }

func Send[C Ch](c C, v int) { c <- v; close(c) }

type Callable interface{ ~func(int) string }

func Call[F Callable](f F) string { return f(3) }

type Arr interface{ [4]int | *[4]int }

func Set[A Arr](a A) int { a[2] = 9; n := 0; for i := range len(a) { n += a[i] }; return n + len(a) }

type Num interface{ Integer | ~float32 | ~float64 | ~complex64 | ~complex128 }

func Poly[T Num](x T) T { return x*x*x - 2*x + 1 }

type Sl[E any] interface{ ~[]E }

func Rev[S Sl[E], E any](s S) S {
	r := make(S, 0, cap(s))
	for i := len(s) - 1; i >= 0; i-- {
		r = append(r, s[i])
	}
	clear(s)
	return r
}

type B string
type MyS []string
type F func(int) string
type D int16

func main() {
	fmt.Println(Bits[int8](), Bits[uint16](), Bits[D](), Bits[uintptr](), Signed[D](), Signed[uint](), MaxOf[int8](), MaxOf[D](), MaxOf[uint32](), MaxOf[int64]())
	fmt.Println(Wrap(int8(100)), Wrap(uint8(200)), Wrap(D(300)), Wrap(uint64(1)<<63+5), Size[D](), Size[[3]string]())
	fmt.Println(Conv[int8](300), Conv[uint8](int8(-1)), Conv[uint64](int8(-1)), Conv[int](uint32(1<<32-1)), Conv[D](uint64(1)<<40+7))
	fmt.Println(Count("banana", 'a'), Count([]byte("xx"), 'x'), Count(B("bb"), 'b'), Sub(B("hello"), 1, 3), Sub([]byte("hello"), 2, 4), Str(B("s")), Str([]byte{65}))
	b := make([]byte, 3)
	fmt.Println(string(App([]byte("a"), "bc")), string(App(nil, []byte("q"))), Cpy(b, "xyzw"), string(b))
	fmt.Println(Sum(map[string]int{"a": 1, "bb": 2, "gone": 0}))
	c := make(chan int, 1)
	Send(c, 4)
	fmt.Println(<-c, Call(func(i int) string { return fmt.Sprint("f", i) }), Call(F(func(i int) string { return "F" })))
	arr := [4]int{1, 1, 1, 1}
	fmt.Println(Set(arr), arr, Set(&arr), arr)
	fmt.Println(Poly(3), Poly(1.5), Poly(2i), Poly(uint8(7)), Poly(float32(.1)))
	s := MyS{"a", "b"}
	fmt.Printf("%T %v %q\n", Rev(s), Rev(MyS{"x", "y"}), s)
}
