// Embedding of generic instances, aliases and predeclared types.
package main

import (
	"errors"
	"fmt"
	"os"
	"reflect"
)

type Box[T any] struct{ V T }

func (b Box[T]) Get() T   { return b.V }
func (b *Box[T]) Set(v T) { b.V = v }

type Alias = Box[string]
type S struct {
	Box[int]
	int
	error
}
type U struct {
	*Alias
	n int
}

func main() {
	s := S{Box[int]{5}, 6, os.ErrNotExist}
	s.Set(s.Get() + s.int)
	fmt.Println(s.V, s.Get(), s.Error(), s.Box.V, s.int)
	u := U{&Alias{"x"}, 1}
	u.Set("yy")
	fmt.Println(u.V, u.Alias.Get())
	fmt.Printf("%+v %T\n", s, u)
	var e error = s
	fmt.Println(errors.Is(e, os.ErrNotExist), e)
	t := reflect.TypeOf(s)
	for i := range t.NumField() {
		f := t.Field(i)
		fmt.Println(f.Name, f.Anonymous, f.Type, f.IsExported())
	}
}
