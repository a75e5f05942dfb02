// Where recover works: called by the deferred function itself, not by its callees, literals, or in plain calls; through wrappers it does.
package main

import "fmt"

type I interface{ Rec() }
type V struct{ name string }
type P struct{ name string }
type Big struct{ a [40]int; name string }
type Emb struct{ V }
type EmbP struct{ *P }
type EmbI struct{ I }

func (v V) Rec()   { fmt.Println(v.name, recover()) }
func (p *P) Rec()  { fmt.Println(p.name, recover()) }
func (b Big) Rec() { fmt.Println(b.name, recover()) }

func helper() any { return recover() }
func plain()      { fmt.Println("plain", recover()) }

func run(name string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println(name, "not recovered inside:", e)
		}
	}()
	f()
}

func withArgs(a, b int, s string, x ...any) { fmt.Println("args", a, b, s, x, recover()) }
func result() (r any)                        { r = recover(); fmt.Println("result", r); return }

func main() {
	run("direct", func() { defer plain(); panic(1) })
	run("helper", func() { defer func() { fmt.Println("helper", helper()) }(); panic(2) })
	run("literal in deferred", func() { defer func() { func() { fmt.Println("inner", recover()) }() }(); panic(3) })
	run("deferred in deferred", func() { defer func() { defer func() { fmt.Println("inner deferred", recover()) }() }(); panic(4) })
	run("method value", func() { v := V{"mv"}; f := v.Rec; defer f(); panic(5) })
	run("method", func() { defer V{"m"}.Rec(); panic(6) })
	run("pointer method", func() { defer (&P{"p"}).Rec(); panic(7) })
	run("value through pointer", func() { defer (&V{"vp"}).Rec(); panic(8) })
	run("interface", func() { var i I = V{"iv"}; defer i.Rec(); panic(9) })
	run("interface pointer", func() { var i I = &V{"ivp"}; defer i.Rec(); panic(10) })
	run("big", func() { var i I = &Big{name: "big"}; defer i.Rec(); panic(11) })
	run("promoted", func() { defer Emb{V{"emb"}}.Rec(); panic(12) })
	run("promoted interface", func() { var i I = Emb{V{"embi"}}; defer i.Rec(); panic(13) })
	run("promoted pointer", func() { var i I = EmbP{&P{"embp"}}; defer i.Rec(); panic(14) })
	run("embedded interface", func() { var i I = EmbI{EmbP{&P{"deep"}}}; defer i.Rec(); panic(15) })
	run("method expr", func() { defer V.Rec(V{"me"}); panic(16) })
	run("method expr ptr", func() { defer (*V).Rec(&V{"mep"}); panic(17) })
	run("interface expr", func() { defer I.Rec(V{"ie"}); panic(18) })
	run("args", func() { defer withArgs(1, 2, "s", 3, "t"); panic(19) })
	run("result", func() { defer result(); panic(20) })
	run("builtin recover", func() { defer recover(); panic(21) })
	run("loop", func() { for i := range 3 { defer func() { fmt.Println("loop", i, recover()) }() }; panic(22) })
	run("value method of interface value", func() { f := I.Rec; defer f(EmbI{V{"fe"}}); panic(23) })
	run("func field", func() { s := struct{ f func() }{plain}; defer s.f(); panic(24) })
	run("func map", func() { m := map[string]func(){"k": plain}; defer m["k"](); panic(25) })
	run("generic", func() { defer gen[int](3); panic(26) })
	run("generic method", func() { defer G[string]{"g"}.Rec(); panic(27) })
	run("generic closure", func() { defer mk("cl")(); panic(28) })
	run("twice", func() { defer func() { fmt.Println(recover(), recover()) }(); panic(29) })
	run("no panic", func() { defer func() { fmt.Println("none", recover()) }() })
	fmt.Println(recover())
}

func gen[T any](x T) { fmt.Println("gen", x, recover()) }

type G[T any] struct{ v T }

func (g G[T]) Rec() { fmt.Println("G", g.v, recover()) }

func mk[T any](s T) func() { return func() { fmt.Println(s, recover()) } }
