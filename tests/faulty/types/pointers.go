package main

func f() int { return 1 }

func main() {
	x := 1
	_ = *x
	_ = &1
	_ = &f()
	_ = &x.y
	p := &x
	_ = p + 1
	_ = **p
	*nil = 1
	m := map[int]struct{ a int }{}
	m[1].a = 2
	_ = &m[1]
	_ = p.foo
}
