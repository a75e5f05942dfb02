// Promotion through many levels of structs, pointers and interfaces; ambiguity that is never used; shadowing; method values of all.
package main

import "fmt"

type Namer interface{ Name() string }
type Setter interface{ Set(string) }
type Both interface {
	Namer
	Setter
}

type L0 struct{ s string }

func (l L0) Name() string   { return "L0:" + l.s }
func (l *L0) Set(s string)  { l.s = s }
func (l L0) Only0() int     { return len(l.s) }

type L1 struct {
	pad [3]int
	L0
}
type L2 struct {
	*L1
	x int
}
type L3 struct {
	name string
	L2
}
type L4 struct {
	*L3
	Setter
}

func (l L4) Set(s string) { l.L3.Set(s + "!") }

type A struct{ v int }
type B struct{ v int }

func (A) M() string { return "A" }
func (B) M() string { return "B" }
func (B) N() string { return "B.N" }

type AB struct {
	A
	B
}
type C struct {
	AB
	D
}
type D struct{ w int }

func (d *D) M() string { return fmt.Sprint("D", d.w) }

type Shadow struct {
	L3
	Name int
}
type I struct{ Both }
type II struct{ *I }
type F func() string

func (f F) Name() string { return f() }

type S []int

func (s S) Len() int       { return len(s) }
func (s *S) Add(i int)     { *s = append(*s, i) }

type M map[string]int

func (m M) Inc(k string) int { m[k]++; return m[k] }

type Wrap struct {
	S
	M
	F
}
type Str struct{ fmt.Stringer }
type ptr struct{ p *ptr; n int }

func (p *ptr) Depth() int {
	if p == nil {
		return 0
	}
	return 1 + p.p.Depth()
}

func main() {
	l3 := &L3{"l3", L2{&L1{L0: L0{"x"}}, 1}}
	fmt.Println(l3.Name(), l3.s, l3.L2.L1.L0.s, l3.Only0())
	l3.Set("yy")
	l4 := L4{l3, nil}
	l4.Set("zz")
	fmt.Println(l4.Name(), l4.Only0(), L4.Name(l4), (*L4).Only0(&l4))
	var b Both = l4
	b.Set("q")
	fmt.Println(b.Name())
	b = l3
	b.Set("r")
	fmt.Println(b.Name(), l4.Name())
	c := &C{D: D{5}}
	fmt.Println(c.M(), c.N(), c.AB.A.M(), c.AB.B.M())
	var m interface{ M() string } = c
	fmt.Println(m.M())
	sh := Shadow{L3: *l3, Name: 7}
	fmt.Println(sh.Name, sh.L3.Name())
	_, ok := any(sh).(Namer)
	fmt.Println(ok)
	i := II{&I{b}}
	i.Set("deep")
	fmt.Println(i.Name(), Namer.Name(i), Both.Name(i.Both))
	w := &Wrap{S: S{1}, M: M{}, F: func() string { return "F" }}
	w.Add(2)
	fmt.Println(w.Len(), w.Inc("a"), w.Inc("a"), w.Name(), w.S, len(w.M))
	add := w.Add
	add(3)
	name := l3.Name
	l3.Set("later")
	fmt.Println(w.Len(), name(), l3.Name())
	set := Both.Set
	set(l3, "via expr")
	fmt.Println(l3.Name())
	fmt.Println((&ptr{&ptr{&ptr{nil, 3}, 2}, 1}).Depth(), (*ptr)(nil).Depth())
	func() {
		defer func() { fmt.Println(recover()) }()
		var bad L2
		bad.Set("x")
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(Str{}.String())
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var n Namer = (*L0)(nil)
		fmt.Println(n.Name())
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var n *L3
		f := n.Name
		fmt.Println(f())
	}()
	anon := struct {
		L0
		*D
	}{L0{"anon"}, &D{9}}
	var both interface {
		Name() string
		M() string
	} = anon
	fmt.Println(both.Name(), both.M())
	fmt.Printf("%T\n", both)
}
