package main

type T struct{ a struct{ b struct{ c []map[string]func(int) (T, error) } } }

func main() {
	var t T
	t.a.b.c[0]["k"](1).x()
	t.a.b.d = 1
	x, _ := t.a.b.c[0]["k"]("s")
	t.a.b.c[0][1] = nil
	t.a.b.c["x"]["y"] = nil
	x.a = x.a.b
}
