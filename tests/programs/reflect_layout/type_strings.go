// Names of all kinds of types as fmt and reflect give them.
package main

import (
	"fmt"
	"reflect"
	"unsafe"
)

type N[T any, U comparable] struct{ a T }
type E int
type F func(a int, b ...string) (x, y error)
type I interface {
	M(int) string
	n()
}
type R struct{ next *R }
type alias = map[E][]R

func main() {
	type loc struct{ N[int, string] }
	for _, x := range []any{N[int, string]{}, N[N[E, E], [2]E]{}, N[struct{ a int }, struct{}]{}, N[func(), *E]{}, N[any, error]{}, E(1), F(nil), (*I)(nil), R{}, alias{}, loc{}, []*loc{}, [3]chan<- (<-chan int){}, (chan (func() chan int))(nil), func(...int) {}, (func(a, b int) (c error))(nil), struct {
		A int `t:"x"`
		b string
		E
		*R
	}{}, (*interface{})(nil), (*interface {
		error
		X(E) [2]E
	})(nil), map[string]map[E]struct{}{}, unsafe.Pointer(nil), uintptr(0), rune(1), byte(2), 1i, (*func(func(int) bool))(nil), N[loc, loc]{}} {
		fmt.Printf("%T\n", x)
	}
	fmt.Println(reflect.TypeFor[N[int, E]]().Name(), reflect.TypeOf(loc{}).Name(), reflect.TypeOf(loc{}).Field(0).Name)
}
