// Type identity seen at run time by reflection, type switches and map keys of types.
package main

import (
	"fmt"
	"reflect"
)

type (
	A0 = []string
	A1 = A0
	A2 = struct{ a, b int }
	A3 = int
	A4 = func(A3, float64) *A0
	A5 = func(x int, _ float64) *[]string
	B0 A0
	B1 []string
	B2 struct{ a, b int }
	B4 func(int, float64) *B0
	C0 = B0
	D0[P1, P2 any] struct {
		x P1
		y P2
	}
	E0 = D0[int, string]
)

func same[T, U any]() bool { return reflect.TypeFor[T]() == reflect.TypeFor[U]() }

func main() {
	fmt.Println(same[A0, A1](), same[A0, []string](), same[A2, struct{ a, b int }](), same[A4, A5](), same[A4, func(int, float64) *[]string]())
	fmt.Println(same[B0, B1](), same[B0, C0](), same[[]int, []int](), same[struct{ a, b *B1 }, struct{ a, b *B1 }](), same[func(x int, y float64) *[]string, func(int, float64) (result *[]string)]())
	fmt.Println(same[D0[int, string], E0](), same[D0[A3, string], E0](), same[D0[int, string], D0[string, int]](), same[B2, A2](), same[B4, A4]())
	fmt.Println(same[chan int, <-chan int](), same[[2]int, [3]int](), same[map[A3]A0, map[int][]string](), same[interface{ M(); N() }, interface{ N(); M() }](), same[struct{ a int }, struct{ b int }](), same[func(...int), func([]int)]())
	fmt.Println(same[any, interface{}](), same[byte, uint8](), same[rune, int32](), same[int, int64](), same[error, interface{ Error() string }](), same[uintptr, uint]())
	types := map[reflect.Type]string{}
	for _, v := range []any{A0{}, A1{}, []string{}, B0{}, B1{}, A2{}, B2{}, E0{}, D0[int, string]{}, [0]int{}, struct{}{}} {
		types[reflect.TypeOf(v)] += "x"
	}
	fmt.Println(len(types), types[reflect.TypeOf(A0{})])
	for _, v := range []any{A0{}, B0{}, C0{}, struct{ a, b int }{}, B2{}, E0{}} {
		switch v.(type) {
		case []string:
			fmt.Print("A ")
		case B1:
			fmt.Print("B1 ")
		case C0:
			fmt.Print("C0 ")
		case A2:
			fmt.Print("A2 ")
		case D0[A3, string]:
			fmt.Print("D0 ")
		default:
			fmt.Print("? ")
		}
	}
	fmt.Println()
	fmt.Println(reflect.TypeOf(struct {
		A int `x:"1"`
	}{}) == reflect.TypeOf(struct{ A int }{}), reflect.TypeOf(B0{}).ConvertibleTo(reflect.TypeOf(B1{})), reflect.TypeOf(B0{}).AssignableTo(reflect.TypeOf(A0{})))
}
