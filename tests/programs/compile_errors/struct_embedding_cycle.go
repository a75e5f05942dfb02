// Cycles through embedding, arrays and generic types.
package main

type A struct{ B }
type B struct{ C [2]C }
type C struct{ a A }
type D struct{ *D; e []D; f map[string]D; g func(D) D }
type E[T any] struct{ f F[T] }
type F[T any] struct{ e E[T] }
type G interface{ M(G) G; H }
type H interface{ G }

func main() {}
