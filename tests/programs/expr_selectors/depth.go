// The shallowest field wins, ambiguous ones at one depth are reached by qualification.
package main

type L1 struct{ v, only1 int }
type L2 struct{ v, only2 int }
type M struct {
	L1
	L2
}
type N struct {
	M
	v string
}
type I interface{ Name() string }
type X struct{ I }

func (x X) Other() string { return "other " + x.Name() }

type nm string

func (n nm) Name() string { return string(n) }

func main() {
	n := N{M{L1{1, 2}, L2{3, 4}}, "top"}
	println(n.v, n.L1.v, n.M.L2.v, n.only1, n.only2)
	x := X{nm("bob")}
	println(x.Name(), x.Other(), x.I.Name())
	var i I = x
	println(i.Name())
	x.I = X{nm("inner")}
	println(x.Name(), i.Name())
	i = struct {
		I
		int
	}{nm("anon"), 5}
	println(i.Name())
}
