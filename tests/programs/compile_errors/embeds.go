// Faults of embedded fields and struct tags.
package main

type A struct {
	*[]int
	**A
	*interface{}
	int
	int
	E1
	E2
	*E1
}
type E1 interface{ M() }
type E2 = *int
type G[T any] struct{ T }

func f() (a, int) { return }

func main() {}
