// What a defer statement evaluates at once: function value, receiver, arguments, map and slice elements, interface values; and what it does not.
package main

import "fmt"

type T struct{ n int }

func (t T) V(s string)  { fmt.Println("V", t.n, s) }
func (t *T) P(s string) { fmt.Println("P", t.n, s) }

func say(s string) string { fmt.Println("eval", s); return s }
func get(t *T) *T         { fmt.Println("get"); return t }

type I interface{ V(string) }

func main() {
	f := func(x ...any) { fmt.Println(append([]any{"first"}, x...)...) }
	fs := map[string]func(...any){"k": f}
	arr := []func(...any){f}
	t := &T{1}
	var i I = t
	x := 1
	defer f(x, say("a"))
	defer fs["k"](say("b"))
	defer arr[0](say("c"))
	defer t.V(say("d"))
	defer t.P(say("e"))
	defer get(t).V("f")
	defer i.V("g")
	defer func() { fmt.Println("closure", x, t.n) }()
	defer func(x int) { fmt.Println("param", x) }(x)
	defer fmt.Println("len", len(arr), t.n, *t)
	g := t.V
	defer g("h")
	t.n = 50
	f = func(x ...any) { fmt.Println("second") }
	fs["k"], arr[0] = f, f
	i = T{99}
	x = 2
	arr = nil
	t = &T{1000}
	for j := range 3 {
		defer func() { fmt.Println("loop", j, x) }()
	}
	if x == 2 {
		defer fmt.Println("in if")
	}
	func() {
		defer fmt.Println("inner done")
		x = 3
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var nf func()
		defer nf()
		fmt.Println("nil func deferred")
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var ni I
		defer ni.V("x")
		fmt.Println("not reached")
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var np *T
		defer np.V("x")
		fmt.Println("not reached either")
	}()
	fmt.Println("end of main")
}
