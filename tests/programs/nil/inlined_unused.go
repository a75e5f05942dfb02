// A nil dereference in a function that may be inlined and whose result nobody takes.
package main

import "fmt"

func get(p *int) int { return *p }

type t struct{ a, b int }

func (x *t) geta() int { return x.b }

func main() {
	defer func() { fmt.Println(recover()); defer func() { fmt.Println(recover()) }(); var q *t; q.geta() }()
	get(nil)
}
