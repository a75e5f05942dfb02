// Deferred calls whose receiver or arguments travel on the stack recover too: methods of big values, method values, functions of arrays.
package main

import "fmt"

type Big struct {
	a    [40]int
	name string
}
type I interface{ Rec(string) }

func (b Big) Rec(s string)                 { fmt.Println(b.name, s, recover()) }
func many(a [20]int, s string, x ...[9]any) { fmt.Println(a[19], s, len(x), recover()) }

func run(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("not recovered", r)
		}
	}()
	f()
}

func main() {
	b := Big{name: "b"}
	run(func() { defer b.Rec("value"); panic(1) })
	run(func() { defer (&b).Rec("pointer"); panic(2) })
	run(func() { var i I = b; defer i.Rec("known"); panic(3) })
	run(func() { i := I(&b); i = I(b); defer i.Rec("interface"); panic(4) })
	run(func() { f := b.Rec; defer f("method value"); panic(5) })
	run(func() { defer Big.Rec(b, "expression"); panic(6) })
	run(func() { defer many([20]int{19: 7}, "args", [9]any{}); panic(7) })
	run(func() { f := many; defer f([20]int{19: 8}, "func value"); panic(8) })
	run(func() { defer func(b Big) { fmt.Println(b.name, recover()) }(b); panic(9) })
	run(func() { for range 2 { defer b.Rec("loop") }; panic(10) })
	run(func() { defer struct{ Big }{b}.Rec("promoted"); panic(11) })
	run(func() { var i I = &struct{ *Big }{&b}; defer i.Rec("promoted pointer"); panic(12) })
}
