package main

type T[P any] struct{ f *T[T[P]] }

func f[P any](n int, x P) {
	f(n-1, &x)
}

type U[P any] struct{ v U[P] }
type V[P V[P]] struct{}

func main() { f(3, 1) }
