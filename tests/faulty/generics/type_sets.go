package main

type A interface{ int | string | A }
type B interface{ ~N }
type N int
type C interface {
	int
	string
}
type D interface{ int | error }
type E interface{ comparable | int }
type F interface{ ~error }
type G interface{ int | int }
type H interface{ ~int | N }

func c[T C](x T) {}

func main() { c(1) }
