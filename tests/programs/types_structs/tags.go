// Struct tags are part of type identity, conversions ignore them.
package main

import (
	"fmt"
	"reflect"
)

type T1 struct {
	A int `json:"a" xml:"x"`
	B string
}
type T2 struct {
	A int
	B string `other:"z"`
}

func main() {
	x := T1{1, "b"}
	y := T2(x)
	fmt.Println(y)
	p := (*T2)(&x)
	p.A = 7
	fmt.Println(x.A)
	f, _ := reflect.TypeOf(x).FieldByName("A")
	fmt.Println(f.Tag.Get("json"), f.Tag.Get("xml"), f.Tag)
	_, ok := f.Tag.Lookup("none")
	fmt.Println(ok, reflect.TypeOf(y).Field(1).Tag)
	var i any = struct {
		A int `k:"v"`
	}{1}
	_, a := i.(struct{ A int })
	_, b := i.(struct {
		A int `k:"v"`
	})
	fmt.Println(a, b)
	fmt.Println(reflect.TypeOf(i))
}
