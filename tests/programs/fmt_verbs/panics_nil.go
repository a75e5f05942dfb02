// Panicking and nil String and Error methods inside fmt.
package main

import "fmt"

type A struct{ s string }

func (a *A) String() string { return a.s }

type B struct{}

func (B) String() string { panic("B panics") }

type C struct{}

func (C) Error() string { var m map[string]int; m["x"] = 1; return "" }

type D int

func (d D) String() string { return fmt.Sprintf("D%d", int(d)) }

type W struct {
	D
	e error
}
type X struct{ d D }

func main() {
	var a *A
	fmt.Println(a, &A{"ok"})
	fmt.Printf("%v %s %d\n", a, a, a)
	fmt.Println(B{})
	fmt.Printf("%s|%v\n", B{}, C{})
	fmt.Println(D(3), []D{1, 2}, map[D]D{4: 5}, W{6, nil}, X{7}, &X{8}, struct{ D D }{9})
	fmt.Printf("%d %v %+v %#v\n", D(3), X{1}, X{1}, X{1})
	var e error
	fmt.Println(e, any(nil), []any{nil, e})
	fmt.Printf("%v %s %d\n", nil, nil, e)
	var s fmt.Stringer
	fmt.Printf("%v %+v\n", s, struct{ S fmt.Stringer }{})
	var p *int
	var f func()
	var m map[string]int
	var sl []int
	fmt.Println(p, f == nil, m, sl)
	fmt.Printf("%v %#v %#v %#v %#v\n", p, p, m, sl, struct{ p *int }{})
}
