// Conversion between struct types that differ in tags, embedding against fields of the same name, comparison of anonymous structs.
package main

import (
	"fmt"
	"reflect"
)

type A struct {
	X int `json:"x"`
	Y string
}
type B struct {
	X int
	Y string `db:"y"`
}
type C struct {
	A
	Z int
}
type D struct {
	A A
	Z int
}

func f(s struct {
	X int
	Y string
}) int {
	return s.X
}

func main() {
	a := A{1, "a"}
	b := B(a)
	anon := struct {
		X int
		Y string
	}(b)
	fmt.Println(a, b, anon, f(struct {
		X int
		Y string
	}(a)), A(anon) == a, B(anon) == b)
	p := (*B)(&a)
	p.X = 5
	fmt.Println(a.X)
	c := C{A: a, Z: 2}
	d := D{A: a, Z: 2}
	fmt.Println(c.X, d.A.X, c.A == d.A, reflect.DeepEqual(c.A, d.A))
	fmt.Println(reflect.TypeOf(a) == reflect.TypeOf(b), reflect.TypeOf(anon), reflect.TypeOf(c).Field(0).Anonymous, reflect.TypeOf(d).Field(0).Anonymous)
	var x any = struct{ X int }{1}
	_, ok := x.(struct{ X int })
	_, ok2 := x.(struct {
		X int `t:"1"`
	})
	fmt.Println(ok, ok2, x == any(struct{ X int }{1}))
	type local struct {
		*A
		B
		fmt.Stringer
	}
	l := local{A: &a, B: b}
	fmt.Println(l.A.X, l.B.X, l.Stringer == nil)
	m := map[struct{ a, b int }]string{{1, 2}: "x"}
	fmt.Println(m[struct{ a, b int }{1, 2}])
	arr := [...]struct {
		n string
		f func(int) int
	}{{"inc", func(i int) int { return i + 1 }}, {"neg", func(i int) int { return -i }}}
	for _, t := range arr {
		fmt.Print(t.n, t.f(3), " ")
	}
	var e struct{}
	var e2 [3]struct{}
	fmt.Println(e == struct{}{}, len(e2), e2[1] == e)
}
