// all errors
package main

type I interface {
	M()
	M()
	int
	~string | error
	N(x, x int)
	*int
	comparable
}

type J interface{ J }

type K interface {
	K2
}

type K2 interface {
	K
}

type L interface{ m(L2) }

type L2 struct{ L2 }

var _ I
var _ comparable
var _ interface{ int | string }

type M interface {
	any | int
	fmt.Stringer
	[]T
	undefinedThing
}

func main() {}
