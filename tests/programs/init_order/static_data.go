// Composite package variables: nested literals, pointers, functions, interfaces, maps.
package main

import (
	"errors"
	"fmt"
)

type S struct {
	name string
	next *S
	fn   func(int) int
	vals []int
	any  any
	arr  [3]float64
	sub  struct{ a, b int8 }
}

var root = S{"root", &S{name: "kid", vals: []int{1, 2, 3}}, double, []int{5: 1}, 42, [3]float64{1: 2.5}, struct{ a, b int8 }{-1, 2}}
var table = map[string]*S{"r": &root, "k": root.next}
var iface fmt.Stringer = T{7}
var errs = []error{nil, errors.New("static")}
var ptr = &[]string{"x", "y"}[1]
var nested = [][]string{{"a"}, {}, nil, {"b", "c"}}
var cyc = &node{val: 1}
var closures = [2]func() int{func() int { return len(nested) }, func() int { counter++; return counter }}
var counter = 10
var bytes = []byte("literal")
var runes = [...]rune{'a': 1, 'b': 2}
var cplx = []complex64{1i, 2}
var big = [1000]int{999: 5}
var bools = struct{ a, b bool }{b: true}
var mp = map[[2]int]struct{ x []int }{{1, 2}: {[]int{3}}}
var conv = any(int8(5))

type node struct {
	val  int
	self *node
}
type T struct{ n int }

func (t T) String() string { return fmt.Sprint("T", t.n) }

func double(x int) int { return 2 * x }

func init() { cyc.self = cyc }

func main() {
	fmt.Println(root.name, root.next.name, root.fn(4), root.vals, root.any, root.arr, root.sub, root.next.vals)
	fmt.Println(table["r"] == &root, table["k"].name, iface, errs, *ptr, nested, len(nested[1]), nested[2] == nil)
	fmt.Println(cyc.self.self.val, closures[0](), closures[1](), closures[1](), string(bytes), len(runes), runes['b'], cplx)
	fmt.Println(big[999], len(big), bools, mp[[2]int{1, 2}].x, conv)
	bytes[0] = 'L'
	root.next.vals[0] = 100
	fmt.Println(string(bytes), table["k"].vals)
}
