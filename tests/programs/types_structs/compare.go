// Struct comparison goes field by field and skips blank fields.
package main

import (
	"fmt"
	"math"
)

type P struct {
	x, y int
	name string
}
type Blank struct {
	a int8
	_ int64
	b float64
}
type I struct {
	v any
	e error
}

func main() {
	fmt.Println(P{1, 2, "a"} == P{1, 2, "a"}, P{1, 2, "a"} != P{1, 2, "b"})
	x, y := Blank{1, 2, 3}, Blank{1, 4, 3}
	fmt.Println(x == y)
	y.b = math.NaN()
	z := y
	fmt.Println(y == z)
	fmt.Println(Blank{b: 0.0} == Blank{b: math.Copysign(0, -1)})
	fmt.Println(I{1, nil} == I{1, nil}, I{1, nil} == I{int8(1), nil}, I{"s", nil} == I{"s", nil})
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(I{[]int{1}, nil} == I{[]int{1}, nil})
	}()
	fmt.Println(struct{}{} == struct{}{}, [2]P{} == [2]P{})
	anon := struct{ a, b int }{1, 2}
	type named struct{ a, b int }
	fmt.Println(anon == named{1, 2})
	var e1, e2 any = P{1, 2, "q"}, P{1, 2, "q"}
	fmt.Println(e1 == e2, e1 == any(anon))
}
