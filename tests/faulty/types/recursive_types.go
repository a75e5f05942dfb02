// all errors
package main

type A struct{ b B }
type B struct{ c [2]C }
type C struct{ a A }

type D [2]D
type E [len(e)]int

var e E

type F struct{ f func(F) }
type G struct{ g []G }
type H struct{ H }
type I interface{ I2 }
type I2 interface{ I }
type J *J
type K []K
type L map[string]L
type M chan M
type N func(N) N
type O struct{ p *O }
type P struct {
	Q
	r int
}
type Q struct{ *P }
type R [unsafe.Sizeof(R{})]int
type S S
type T U
type U T
type V struct{ v [0]V }
type W struct{ x interface{ m(W) } }

func main() {
	type X struct{ x X }
	type Y struct{ y *Y }
	type Z []struct{ z Z }
}
