// Partial instantiation, inference from results of generic functions as arguments, untyped constants, function arguments in both directions.
package main

import (
	"fmt"
	"slices"
	"strconv"
)

func Conv[To, From any](x From, f func(From) To) To { return f(x) }
func Pair[A, B any](a A, b B) func() (A, B)         { return func() (A, B) { return a, b } }
func Sum[T int | float64](xs ...T) (s T)            { for _, x := range xs { s += x }; return }
func Apply[T any](f func(T) T, x T) T               { return f(x) }
func Id[T any](x T) T                               { return x }
func Const[A, B any](a A) func(B) A                 { return func(B) A { return a } }
func Ptr[T any](x T) *T                             { return &x }
func Or[T comparable](xs ...T) (z T)                { for _, x := range xs { if x != z { return x } }; return }
func Chan[T any](c <-chan T, d chan<- T)            { d <- <-c }
func Keys[M ~map[K]V, K comparable, V any](m M) int { return len(m) }
func Do[F ~func(A) R, A, R any](f F, a A) R         { return f(a) }
func Nested[T any](x []map[string]func(T) *T) T     { var z T; return *x[0]["k"](z) }

type Celsius float64
type IntMap map[int]string
type Str func(int) string

func main() {
	fmt.Println(Conv[string](5, strconv.Itoa), Conv("12", func(s string) int { n, _ := strconv.Atoi(s); return n }), Conv[any, int](3, func(i int) any { return i }))
	fmt.Println(Pair[int8](1, "x")())
	fmt.Println(Sum(1, 2.5), Sum(1, 2), Sum[float64](), Sum('a', 1.5))
	fmt.Println(Apply(Id, 3), Apply(Id[string], "s"), Apply(func(x int) int { return x + 1 }, 1), Const[int, string](5)("x"))
	var f func(float64) float64 = Id
	var g func(int, func(int) bool) bool = Conv
	fmt.Println(f(2), g(3, func(i int) bool { return i > 2 }), *Ptr(Celsius(3)), *Ptr[any](nil))
	fmt.Println(Or("", "a", "b"), Or(0, 0), Or[error]() == nil)
	c := make(chan int, 1)
	c <- 4
	Chan(c, c)
	fmt.Println(<-c, Keys(IntMap{1: "a"}), Do(Str(strconv.Itoa), 7), Do(strconv.Itoa, 8))
	fmt.Println(Nested([]map[string]func(Celsius) *Celsius{{"k": func(c Celsius) *Celsius { c++; return &c }}}))
	fs := []func(int) int{Id, Id[int], func(i int) int { return Apply(Id, i) }}
	fmt.Println(len(fs), fs[0](1)+fs[1](2)+fs[2](3))
	s := []string{"b", "a"}
	slices.SortFunc(s, func(a, b string) int { return slices.Compare([]byte(a), []byte(b)) })
	fmt.Println(s, slices.IndexFunc(s, func(x string) bool { return x == Or("b") }), slices.MaxFunc([]int{3, 1}, func(a, b int) int { return a - b }))
	fmt.Printf("%T %T %T\n", Id[IntMap], Pair[Celsius, error], Do[Str])
}
