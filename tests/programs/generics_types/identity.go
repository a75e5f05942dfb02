// Identity of instances: the same type arguments give the same type, however they are spelled.
package main

import (
	"fmt"
	"reflect"
)

type P[A, B any] struct {
	a A
	b B
}
type A1 = P[int, string]
type A2[T any] = P[T, string]
type MyInt int
type Alias = MyInt

func local[T any]() any {
	type L struct{ v T }
	return L{}
}
func localU[T any]() any {
	type L[U any] = struct {
		t T
		u U
	}
	return L[int]{}
}
func key[T any]() reflect.Type { return reflect.TypeFor[T]() }

type Gen[T any] struct{}

func (Gen[T]) Inner() any {
	type In struct{ x T }
	return In{}
}

func main() {
	var x any = P[int, string]{1, "a"}
	_, ok1 := x.(A1)
	_, ok2 := x.(A2[int])
	_, ok3 := x.(P[MyInt, string])
	fmt.Println(ok1, ok2, ok3, x == any(A1{1, "a"}), x == any(A2[int]{1, "b"}))
	fmt.Println(key[A1]() == key[P[int, string]](), key[P[Alias, int]]() == key[P[MyInt, int]](), key[P[byte, rune]]() == key[P[uint8, int32]]())
	fmt.Println(key[P[any, error]]() == key[P[interface{}, error]](), key[[]P[int, int]]() == key[[]P[int, int8]]())
	fmt.Println(local[int]() == local[int](), local[int]() == local[string](), reflect.TypeOf(local[int]()) == reflect.TypeOf(local[MyInt]()))
	fmt.Printf("%T|%T|%T\n", local[int](), local[P[int, []string]](), local[struct{ a, b int }]())
	fmt.Printf("%T|%T\n", localU[string](), Gen[MyInt]{}.Inner())
	m := map[any]int{}
	m[P[int, int]{1, 2}]++
	m[P[int, int]{1, 2}]++
	m[P[int, MyInt]{1, 2}]++
	m[local[uint]()]++
	m[local[uint]()]++
	fmt.Println(len(m), m[P[int, int]{1, 2}], m[local[uint]()])
	for _, t := range []reflect.Type{key[P[map[string][]int, func(int, ...string) error]](), key[*P[chan<- int, [3]bool]](), key[P[*P[int, int], interface{ M() }]](),
		key[P[struct {
			X int `json:"x"`
			y string
		}, any]]()} {
		fmt.Println(t, t.Name(), t.Kind(), t.PkgPath())
	}
}
