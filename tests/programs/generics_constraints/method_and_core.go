// Constraints with methods and type sets together, pointer-method pattern, constraint type inference, comparable with interfaces.
package main

import (
	"fmt"
	"sort"
	"strings"
)

type StringableInt interface {
	~int | ~int64
	String() string
}
type ID int

func (i ID) String() string { return fmt.Sprintf("#%d", int(i)) }

func Join[T StringableInt](xs []T) (s string, sum T) {
	for _, x := range xs {
		s += x.String()
		sum += x
	}
	return
}

type Parser[T any] interface {
	*T
	Parse(string) error
}
type Num struct{ v int }

func (n *Num) Parse(s string) error { _, err := fmt.Sscan(s, &n.v); return err }

func All[T any, P Parser[T]](ss ...string) ([]T, error) {
	out := make([]T, len(ss))
	for i, s := range ss {
		if err := P(&out[i]).Parse(s); err != nil {
			return out[:i], fmt.Errorf("%d: %w", i, err)
		}
	}
	return out, nil
}

type Ordered interface{ ~int | ~string | ~float64 }
type OrderedSlice[E Ordered] []E

func (s OrderedSlice[E]) Len() int           { return len(s) }
func (s OrderedSlice[E]) Less(i, j int) bool { return s[i] < s[j] }
func (s OrderedSlice[E]) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }
func Sort[S ~[]E, E Ordered](s S) S          { sort.Sort(OrderedSlice[E](s)); return s }

type Set[T comparable] map[T]bool

func Of[T comparable](xs ...T) Set[T] {
	s := Set[T]{}
	for _, x := range xs {
		s[x] = true
	}
	return s
}
func (s Set[T]) Equal(o Set[T]) bool {
	for k := range s {
		if !o[k] {
			return false
		}
	}
	return len(s) == len(o)
}

type Names []string
type Shape interface{ Area() float64 }
type Sq float64

func (s Sq) Area() float64 { return float64(s * s) }

func Total[S Shape](xs ...S) (t float64) { for _, x := range xs { t += x.Area() }; return }
func Max[T Ordered](a, b T) T            { if a > b { return a }; return b }
func Len[T ~string | ~[]byte | ~map[string]int | ~[4]int](x T) int { return len(x) }

func main() {
	fmt.Println(Join([]ID{1, 2, 3}))
	fmt.Println(All[Num]("1", "22"))
	fmt.Println(All[Num]("1", "x"))
	fmt.Println(Sort(Names{"c", "a"}), Sort([]float64{2, 1}), Sort(sort.IntSlice{3, 2, 1}))
	fmt.Println(Of(1, 2).Equal(Of(2, 1)), Of[any](1, "a").Equal(Of[any](1, "b")), len(Of(Sq(1), 1)))
	fmt.Println(Total(Sq(2), Sq(3)), Total[Shape](Sq(1), Sq(1)), Max("a", "b"), Max(1, 2.5))
	fmt.Println(Len("abc"), Len([]byte{1}), Len(map[string]int{}), Len([4]int{}), Len(strings.Repeat("x", 9)))
	func() {
		defer func() { fmt.Println(recover()) }()
		Of[any]([]int{1})
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var a, b any = func() {}, func() {}
		fmt.Println(eq(a, b))
	}()
}

func eq[T comparable](a, b T) bool { return a == b }
