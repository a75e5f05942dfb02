// Which of several panics comes first.
package main

import "fmt"

func p(s string) int { panic(s) }

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func ok(n int) int { fmt.Print("ok", n, " "); return n }

func main() {
	var m map[int]int
	var s []int
	var f func(int)
	var np *struct{ a int }
	zero := 0
	try(func() { m[ok(1)] = p("rhs") })
	try(func() { s[ok(5)] = p("rhs of index") })
	try(func() { f(p("argument")) })
	try(func() { np.a = p("rhs of field") })
	try(func() { fmt.Println(ok(1)/zero, p("after")) })
	try(func() { _ = []int{ok(1), p("lit"), ok(3)} })
	try(func() { defer f(ok(4)); p("body") })
	try(func() { go func(int) {}(p("go arg")) })
	try(func() { ok(p("inner")) })
	try(func() { _, _ = s[zero], ok(9) })
	try(func() { var i any = "x"; _ = i.(int) + ok(3) })
	try(func() { x := [2]int{}; x[ok(0)], x[p("second index")] = 1, 2; fmt.Println(x) })
	try(func() { _ = append(s, ok(1), p("append")) })
	try(func() { return; p("never") })
}
