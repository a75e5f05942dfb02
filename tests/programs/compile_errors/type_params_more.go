// Operations that a type parameter's constraint does not allow.
package main

type Pair[T any] struct{ a, b T }

func f[T any](x, y T) {
	switch x.(type) {
	}
	_ = x.(int)
	_ = T(nil)
	_ = x + y
	_ = x == y
	_ = len(x)
	x()
	for range x {
	}
	_ = x[0]
	_ = *x
	x.m()
}

func main() { f(1, 2) }
