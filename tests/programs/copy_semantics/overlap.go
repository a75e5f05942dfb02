// Copies between overlapping parts of one value.
package main

type T struct {
	a [4]int
	p *T
}

func main() {
	x := []int{1, 2, 3, 4, 5, 6}
	copy(x[2:], x)
	println(x[0], x[1], x[2], x[3], x[4], x[5])
	copy(x, x[1:])
	println(x[0], x[1], x[2], x[3], x[4], x[5])
	b := []byte("abcdef")
	println(copy(b[1:], b), string(b))
	println(copy(b, "xyz"), string(b), copy(b[:0], "q"))
	t := T{a: [4]int{1, 2, 3, 4}}
	t.p = &t
	*t.p = *t.p
	t.a = t.p.a
	t.p.a, t.a[0] = [4]int{9, 8, 7, 6}, t.a[1]
	println(t.a[0], t.a[3])
	g := [2][2]int{{1, 2}, {3, 4}}
	g[0], g[1] = g[1], g[0]
	println(g[0][0], g[1][1])
	s := make([][3]int, 2)
	s[0] = [3]int{1, 2, 3}
	s[1] = s[0]
	s[0][0], s[1][0] = s[1][1], s[0][2]
	println(s[0][0], s[1][0])
	u := struct{ a, b struct{ x, y int } }{}
	u.a.x, u.a.y = 1, 2
	u.a, u.b = u.b, u.a
	println(u.a.x, u.b.x, u.b.y)
	copy(s, s[1:])
	println(s[0][0])
	var n []int
	println(copy(n, x), copy(x, n))
}
