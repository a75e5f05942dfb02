// Pointers to everything, pointers to pointers, comparing.
package main

type T struct {
	v    int
	next *T
}

func set(p *int, v int) { *p = v }

func main() {
	x := 1
	p, q := &x, &x
	pp := &p
	set(*pp, 5)
	println(x, p == q, *p == **pp)
	y := 2
	*pp = &y
	*p = 9
	println(x, y, p == q)
	t := &T{1, &T{2, nil}}
	println(t.v, t.next.v, t.next.next == nil)
	t.next.next = t
	println(t.next.next.next.v)
	a := [3]int{1, 2, 3}
	pa := &a[1]
	*pa *= 10
	println(a[1], len(&a))
	s := a[:]
	println(&s[1] == pa, &s[0] == &a[0])
	n := new(int)
	*n += 3
	println(*n, new(int) != n)
	v := new(string)
	println(*v == "", len(*v))
	var np *T
	println(np == nil, (*T)(nil) == np)
}
