// A nil pointer that is dereferenced panics, whether or not anything uses what was read, at once and not where it is used.
package main

import "fmt"

type S struct {
	A int
	B [4]int
	C [100]int
	P *S
	M map[string]int
	I any
	T string
}

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover() != nil) }()
	f()
}


func unused(p *S) { x := p.A; _ = x }


func sunk(p *S, c bool) int {
	x := p.A
	if c {
		return x
	}
	return 1
}


func big(p *S) { x := p.C; _ = x }


func self(p *S) { p.A = p.A }


func self2(p *S) { p.C = p.C }


func self3(p *S) { p.B = p.B }


func over(p *S) { p.A = 1; p.A = 2 }


func multi(p *S) { _, y := p.A, p.B; _ = y }


func blank(p *S) { _ = p.A; _ = *p; _ = p.C[3] }


func ln(p *[]int) int { x := len(*p); _ = x; return 3 }


func arg(p *S) { ignore(p.A, p.C) }

func ignore(a int, b [100]int) {}


func meth(p *S) { p.val() }
func (s S) val() {}


func rng(p *S) { for i := range p.C { _ = i } }


func rng2(p *S) { for i, v := range p.C { _, _ = i, v } }


func iface(p *S) { var x any = *p; _ = x }


func cmp(p *S) { _ = p.A == p.A }


func addr(p *S) { q := &p.B; _ = q }


func slice(p *[4]int) { q := p[:]; _ = q }


func and(p *S) { p.A += 0; }


func mul(p *S) int { return p.A * 0 }


func minus(p *S) int { return p.A - p.A }


func deferred(p *S) { defer func(x int) {}(p.A) }


func closure(p *S) { x := p.T; f := func() { _ = x }; f() }


func ret(p *S) (r int) { r = p.A; r = 5; return }


func cpy(p *S) { var a [4]int; copy(a[:], p.B[:]) }


func swap(p *S) { p.A, p.P = p.A, p.P }


func loop(p *S, n int) { for i := 0; i < n; i++ { x := p.A; _ = x } }

func main() {
	try("unused", func() { unused(nil) })
	try("sunk", func() { sunk(nil, false) })
	try("big", func() { big(nil) })
	try("self", func() { self(nil) })
	try("self2", func() { self2(nil) })
	try("self3", func() { self3(nil) })
	try("over", func() { over(nil) })
	try("multi", func() { multi(nil) })
	try("blank", func() { blank(nil) })
	try("ln", func() { ln(nil) })
	try("arg", func() { arg(nil) })
	try("meth", func() { meth(nil) })
	try("rng", func() { rng(nil) })
	try("rng2", func() { rng2(nil) })
	try("iface", func() { iface(nil) })
	try("cmp", func() { cmp(nil) })
	try("addr", func() { addr(nil) })
	try("slice", func() { slice(nil) })
	try("and", func() { and(nil) })
	try("mul", func() { mul(nil) })
	try("minus", func() { minus(nil) })
	try("deferred", func() { deferred(nil) })
	try("closure", func() { closure(nil) })
	try("ret", func() { ret(nil) })
	try("cpy", func() { cpy(nil) })
	try("swap", func() { swap(nil) })
	try("loop", func() { loop(nil, 3) })
}
