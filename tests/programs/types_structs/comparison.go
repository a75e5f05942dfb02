// Comparison of structs and arrays: blank fields, floats, interfaces, padding, nested arrays, panics when dynamic types cannot be compared.
package main

import (
	"fmt"
	"math"
)

type Pad struct {
	a int8
	b int64
	c int8
	d string
}
type Blank struct {
	a int
	_ float64
	b string
	_ int32
}
type F struct {
	x, y float64
	z    float32
}
type I struct {
	i any
	e error
}
type Nest struct {
	arr [3]F
	in  struct{ p *int; c chan int }
	s   [2]string
}
type Z struct{}
type myErr struct{ n int }

func (e myErr) Error() string { return fmt.Sprint(e.n) }

func try(name string, f func() bool) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "panic:", r)
		}
	}()
	fmt.Println(name, f())
}

func main() {
	try("pad", func() bool { return Pad{1, 2, 3, "x"} == Pad{1, 2, 3, "x"} })
	try("pad2", func() bool { return Pad{1, 2, 3, "x"} == Pad{1, 2, 4, "x"} })
	b1, b2 := Blank{a: 1, b: "q"}, Blank{a: 1, b: "q"}
	try("blank", func() bool { return b1 == b2 })
	nan := math.NaN()
	f := F{1, nan, 2}
	try("nan", func() bool { return f == f })
	try("zero", func() bool { return F{0, 0, 0} == F{math.Copysign(0, -1), 0, 0} })
	try("nan array", func() bool { a := [2]float64{nan, 1}; return a == a })
	try("iface", func() bool { return I{1, myErr{2}} == I{1, myErr{2}} })
	try("iface types", func() bool { return I{1, nil} == I{int8(1), nil} })
	try("iface slice", func() bool { return I{[]int{1}, nil} == I{[]int{1}, nil} })
	try("iface slice other", func() bool { return I{[]int{1}, nil} == I{1, nil} })
	try("iface first differs", func() bool { return I{1, nil} == I{2, nil} })
	try("func", func() bool { var a, b any = main, main; return a == b })
	try("map in array", func() bool { var a, b any = [1]any{map[int]int{}}, [1]any{map[int]int{}}; return a == b })
	try("struct func nil", func() bool { var a, b any = struct{ f func() }{}, struct{ f func() }{}; return a == b })
	p := new(int)
	c := make(chan int)
	n1 := Nest{[3]F{{1, 2, 3}}, struct{ p *int; c chan int }{p, c}, [2]string{"a", "b"}}
	n2 := n1
	try("nest", func() bool { return n1 == n2 })
	n2.s[1] = "c"
	try("nest2", func() bool { return n1 == n2 })
	n2 = n1
	n2.arr[2].z = float32(nan)
	try("nest3", func() bool { return n1 != n2 })
	try("empty", func() bool { return Z{} == Z{} && [0]int{} == [0]int{} && [2]Z{} == [2]Z{} })
	var x, y any = n1, n1
	try("boxed", func() bool { return x == y && x == any(n1) && n1 == y })
	try("order", func() bool {
		type O struct {
			a any
			n int
		}
		return O{[]int{}, 1} == O{[]int{}, 2}
	})
	try("strings", func() bool { return [3]string{"a", "bb", "ccc"} == [...]string{"a", "bb", "ccc"} })
	try("long", func() bool { var a, b [1000]int32; b[999] = 1; return a == b })
	try("long2", func() bool { var a, b [1000]int32; return a == b })
	try("bools", func() bool { return [5]bool{true} == [5]bool{0: true} })
	try("complex", func() bool { return struct{ c complex64 }{complex(float32(nan), 0)} == struct{ c complex64 }{1} })
	try("ptr to iface", func() bool { var e1, e2 error = &myErr{1}, &myErr{1}; return e1 == e2 })
	var e1 error = myErr{1}
	var s fmt.Stringer
	try("iface mixed", func() bool { return e1 == myErr{1} && any(s) == nil && s == nil })
	m := map[I]int{{1, myErr{1}}: 5}
	try("map key", func() bool { return m[I{1, e1}] == 5 })
	switch any(n1) {
	case n2:
		fmt.Println("n2")
	case n1:
		fmt.Println("n1")
	}
	type T1 struct{ a int `x:"1"` }
	type T2 struct{ a int }
	try("conv", func() bool { return T2(T1{3}) == T2{3} && struct{ a int }{3} == T2{3} })
}
