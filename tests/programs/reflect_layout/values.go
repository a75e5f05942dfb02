// Reading, setting, calling and making values through reflect.
package main

import (
	"fmt"
	"reflect"
)

type T struct {
	A int
	B string
	c float64
}

func (t T) Sum(n int, more ...int) int {
	for _, m := range more {
		n += m
	}
	return t.A + n
}
func (t *T) Set(s string) { t.B = s }

type I interface{ Sum(int, ...int) int }

func main() {
	t := T{1, "b", 2.5}
	v := reflect.ValueOf(&t).Elem()
	v.Field(0).SetInt(41)
	v.FieldByName("B").SetString("set")
	fmt.Println(t, v.Field(2).CanSet(), v.Field(2).Float(), v.NumField())
	out := v.MethodByName("Sum").Call([]reflect.Value{reflect.ValueOf(1), reflect.ValueOf(2), reflect.ValueOf(3)})
	fmt.Println(out[0].Int())
	v.Addr().MethodByName("Set").Call([]reflect.Value{reflect.ValueOf("called")})
	fmt.Println(t.B, v.MethodByName("None").IsValid())
	m := reflect.MakeMap(reflect.TypeOf(map[string]int{}))
	m.SetMapIndex(reflect.ValueOf("k"), reflect.ValueOf(5))
	fmt.Println(m.Interface(), m.Len(), m.MapIndex(reflect.ValueOf("k")))
	s := reflect.MakeSlice(reflect.TypeOf([]T{}), 1, 3)
	s = reflect.Append(s, reflect.ValueOf(t))
	fmt.Println(s.Len(), s.Index(1).Field(0), s.Cap())
	swap := reflect.MakeFunc(reflect.TypeOf(func(int, string) (string, int) { return "", 0 }), func(a []reflect.Value) []reflect.Value { return []reflect.Value{a[1], a[0]} })
	f := swap.Interface().(func(int, string) (string, int))
	fmt.Println(f(1, "x"))
	c := reflect.MakeChan(reflect.TypeOf(make(chan int)), 1)
	c.Send(reflect.ValueOf(9))
	r, ok := c.Recv()
	fmt.Println(r, ok)
	fmt.Println(reflect.DeepEqual(map[string][]int{"a": {1}}, map[string][]int{"a": {1}}), reflect.DeepEqual([]int{}, []int(nil)))
	n := reflect.New(reflect.StructOf([]reflect.StructField{{Name: "X", Type: reflect.TypeOf(0), Tag: `json:"x"`}, {Name: "Y", Type: reflect.TypeOf("")}})).Elem()
	n.Field(0).SetInt(3)
	fmt.Printf("%+v %v\n", n.Interface(), n.Type())
	fmt.Println(reflect.TypeOf(t).Implements(reflect.TypeFor[I]()), reflect.ValueOf(7).Convert(reflect.TypeOf(2.5)).Float(), reflect.Zero(reflect.TypeOf(t)).Interface())
	for _, bad := range []func(){func() { reflect.ValueOf(t).Field(0).SetInt(1) }, func() { v.Field(2).SetFloat(1) }, func() { reflect.ValueOf(1).Len() }, func() { v.Field(0).SetString("x") }, func() { reflect.Value{}.Int() }, func() { v.Field(9) }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			bad()
		}()
	}
	w := reflect.ValueOf(map[string]int{"only": 1}).MapRange()
	for w.Next() {
		fmt.Println(w.Key(), w.Value())
	}
}
