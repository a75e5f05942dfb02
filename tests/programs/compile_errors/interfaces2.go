// Faults of interface declarations.
package main

type I interface {
	M()
	M(int)
	int
	*T
	N
}
type T struct{}
type J interface{ I; m() }
type K interface {
	J
	K
}
type L interface{ ~T | ~MyInt }
type MyInt int
type O interface{ comparable; int | []int }

var x I
var y O
var z interface{ comparable }

func (i J) X() {}
func (o *J) Y() {}

func f[T interface{ m() }](t T) { t.m() }

func main() {
	f(5)
	var j J = struct{}{}
	j.N()
	_ = j.(int)
	_ = J(nil).(T)
}
