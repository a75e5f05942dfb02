package main

type A struct{ x int }
type B struct{ x int }

func f(A) {}

func main() {
	var a A
	var b B
	a = b
	_ = a == b
	_ = a + a
	a.x.y = 1
	f(b)
	f(&a)
	f(struct{ x int }{1})
	f(struct{ y int }{1})
	var p *A = &b
	_ = a.X
	a()
	_ = A.x
	_ = a[0]
	_ = *a
}
