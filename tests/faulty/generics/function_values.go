package main

func id[T any](x T) T { return x }
func ap[T any](f func(T) T, x T) T { return f(x) }

func main() {
	f := id
	var g func(int) string = id
	var h any = id
	ap(id, id)
	_ = ap(id, 1) + "a"
	go id
	id[int] = nil
	_ = id[int] == id[int]
	_ = []any{id}
	_ = (id)(1).x
}
