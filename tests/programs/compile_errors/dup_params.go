// Redeclared names in signatures and receivers.
package main

type T[P any] struct{}

func a(x int, x string) {}
func b(x int) (x int)   { return }
func c(_ int, _ int)    {}
func d[P, P any]()      {}
func e[P any](P int)    {}
func (t T[P]) f(t int)  {}
func (t T[P]) g(P int)  {}
func (t T[t]) h()       {}
func i(int int) int     { return int }

type U struct {
	x int
	x, y string
	T[int]
	T[string]
}

func main() { var a, a int; b, b := 1, 2; var c, c = 1, 2 }
