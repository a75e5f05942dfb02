package main

func f[T any]() {
	type L T
	var x T = nil
	var y T = 5
	_ = T{}
	_ = T.foo
	const c T = 1
	var arr [T]int
	var m map[T]int
	_ = any(x).(T).a
}

type S[T any] T
type E[T any] struct{ T }
type A[T any] = T

func g[T](x T) {}

func main() {}
