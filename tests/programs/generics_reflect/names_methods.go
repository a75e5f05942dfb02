// What reflection sees of instantiated types: names, fields, methods, embedded instances, calls.
package main

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"
)

type Stack[T any] struct {
	Items []T `json:"items"`
	next  *Stack[T]
}

func (s *Stack[T]) Push(v T)        { s.Items = append(s.Items, v) }
func (s Stack[T]) Len() int         { return len(s.Items) }
func (s Stack[T]) Each(f func(T))   { for _, v := range s.Items { f(v) } }
func (s Stack[T]) unexported()      {}

type Wrap[K comparable, V any] struct {
	Stack[V]
	*Wrap2[K]
	M map[K]V
}
type Wrap2[K comparable] struct{ Key K }

func (w *Wrap2[K]) GetKey() K { return w.Key }

type Fn[T any] func(T) T

func (f Fn[T]) Twice(x T) T { return f(f(x)) }

func Name[T any](x T) string {
	pc, _, _, _ := runtime.Caller(0)
	return runtime.FuncForPC(pc).Name()
}

func main() {
	for _, t := range []reflect.Type{reflect.TypeFor[Stack[int]](), reflect.TypeFor[*Stack[string]](), reflect.TypeFor[Wrap[string, []int]](), reflect.TypeFor[*Wrap[int, any]](), reflect.TypeFor[Fn[float64]]()} {
		fmt.Println(t.String(), t.NumMethod())
		for i := range t.NumMethod() {
			m := t.Method(i)
			fmt.Println("  ", m.Name, m.Type)
		}
		if t.Kind() == reflect.Struct {
			for i := range t.NumField() {
				f := t.Field(i)
				fmt.Println("  .", f.Name, f.Type, f.Anonymous, f.Tag, f.IsExported())
			}
		}
	}
	v := reflect.ValueOf(&Stack[string]{})
	v.MethodByName("Push").Call([]reflect.Value{reflect.ValueOf("hi")})
	v.MethodByName("Push").Call([]reflect.Value{reflect.ValueOf("ho")})
	fmt.Println(v.Elem().Field(0), v.MethodByName("Len").Call(nil)[0])
	v.MethodByName("Each").Call([]reflect.Value{reflect.ValueOf(func(s string) { fmt.Print(strings.ToUpper(s), " ") })})
	w := reflect.ValueOf(Wrap[string, int]{Wrap2: &Wrap2[string]{"key"}})
	fmt.Println(w.MethodByName("GetKey").Call(nil)[0], w.MethodByName("Len").Call(nil)[0])
	f := reflect.ValueOf(Fn[int](func(i int) int { return i * 3 }))
	fmt.Println(f.Method(0).Call([]reflect.Value{reflect.ValueOf(2)})[0], f.Method(0).Type())
	fmt.Println(Name(1), Name("x"), Name([]int{}))
}
