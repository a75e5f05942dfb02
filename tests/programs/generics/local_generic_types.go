// Generic types declared inside generic functions: each instance of the function has its own.
package main

import (
	"fmt"
	"reflect"
)

type T int

func (T) m() {}

func local[A any]() any {
	type T[X any] struct {
		a A
		x X
	}
	type U struct{ a A }
	return []any{T[int]{}, T[A]{}, U{}}
}

func other() any {
	type T[X any] struct{ x X }
	return T[int]{}
}

func third() any {
	type T[X any] struct{ x X }
	return T[int]{}
}

func main() {
	a := local[int]().([]any)
	b := local[string]().([]any)
	fmt.Printf("%T %T %T\n", a[0], a[1], a[2])
	fmt.Printf("%T %T %T\n", b[0], b[1], b[2])
	fmt.Println(reflect.TypeOf(a[0]) == reflect.TypeOf(b[0]), reflect.TypeOf(a[0]) == reflect.TypeOf(a[1]), a[2] == b[2])
	fmt.Printf("%T %T %v\n", other(), third(), reflect.TypeOf(other()) == reflect.TypeOf(third()))
	fmt.Println(reflect.TypeOf(a[0]).Size(), reflect.TypeOf(b[0]).Size(), reflect.TypeOf(b[0]).Name())
	for _, x := range []any{a[0], b[0], other(), third()} {
		switch x.(type) {
		default:
			fmt.Println(reflect.TypeOf(x).Field(0).Type, reflect.TypeOf(x).String(), reflect.TypeOf(x).PkgPath())
		}
	}
}
