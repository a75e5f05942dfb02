// all errors
package main

type A = B
type B = A

type C = C

type D = []D

type E = struct{ e *E }

type F = func(F)

type G[T any] = H[T]
type H[T any] = G[T]

type I = J

func (I) m() {}

type J struct{}

func (J) m() {}

type K = int

func (K) x() {}

type L[T any] = T

type M[T any] = []T

var _ M
var _ M[int, string]

func main() {}
