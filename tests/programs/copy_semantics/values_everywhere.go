// Where values are copied: assignment, passing, returning, ranging, boxing, channels, maps, closures, method receivers, array of arrays, defer.
package main

import "fmt"

type In struct{ a [3]int; s []int }
type T struct {
	n  int
	in In
	m  map[string]int
}

func (t T) Val() T         { t.n++; t.in.a[0]++; t.in.s[0]++; return t }
func (t *T) Ptr() *T       { t.n++; t.in.a[0]++; return t }
func change(t T) int       { t.n = 100; t.in.a[1] = 100; t.m["c"]++; return t.n }
func arr(a [3]int) [3]int  { a[0] = 50; return a }
func both(a, b [3]int) (x, y [3]int) { return b, a }
func vari(xs ...int)       { xs[0] = 77 }
func ret(p *T) T           { return *p }

var g T

func global() T { g.n++; return g }

func main() {
	t := T{1, In{[3]int{1, 2, 3}, []int{1, 2}}, map[string]int{}}
	u := t
	u.n, u.in.a[0], u.in.s[1] = 5, 9, 99
	fmt.Println(t, u)
	v := t.Val()
	fmt.Println(t, v)
	t.Ptr().Ptr()
	fmt.Println(t, change(t), t)
	a := [3]int{1, 2, 3}
	b := arr(a)
	a, b = both(a, b)
	fmt.Println(a, b)
	a, b = b, a
	a[0], a[1], a[2] = a[2], a[0], a[1]
	fmt.Println(a, b)
	for i, x := range a {
		a[2-i] = x * 10
	}
	fmt.Println(a)
	for i, x := range &a {
		a[2-i] = x + 1
	}
	fmt.Println(a)
	ts := []T{t, u}
	for _, x := range ts {
		x.n = -1
		x.in.s[0] = -5
	}
	for i := range ts {
		ts[i].n *= 2
	}
	fmt.Println(ts[0].n, ts[1].n, ts[0].in.s)
	var e any = t
	t.n = 1000
	w := e.(T)
	w.n++
	fmt.Println(e.(T).n, w.n, t.n)
	c := make(chan T, 1)
	c <- t
	t.n = 2000
	fmt.Println((<-c).n)
	m := map[string]T{"k": t}
	x := m["k"]
	x.n = 3
	fmt.Println(m["k"].n, x.n)
	mp := map[[3]int]int{a: 1}
	a[0]++
	fmt.Println(mp[a], len(mp))
	f := t.Val
	t.n = 1
	fmt.Println(f().n, f().n)
	h := (&t).Ptr
	h()
	fmt.Println(t.n)
	defer func(t T) { fmt.Println("deferred", t.n) }(t)
	defer fmt.Println("args", t.n, a)
	t.n = 7777
	sl := []int{1, 2, 3}
	vari(sl...)
	vari(sl[1], sl[2])
	s2 := append(sl[:1], 8)
	s3 := append(sl[:1:1], 9)
	fmt.Println(sl, s2, s3)
	p := &t
	y := *p
	p.n++
	fmt.Println(y.n, p.n, ret(p) .n)
	g.n = 1
	z := [2]T{global(), global()}
	fmt.Println(z[0].n, z[1].n, g.n)
	aa := [2][2]int{{1, 2}, {3, 4}}
	bb := aa
	row := aa[1]
	row[0] = 9
	aa[0] = row
	aa[0][1], aa[1][0] = aa[1][0], aa[0][1]
	fmt.Println(aa, bb, row)
	st := struct{ T }{t}
	st.n++
	st.in.a = [3]int{7, 7, 7}
	fmt.Println(t.n, st.n, t.in.a)
	q, r := &aa[0], aa[0]
	q[0] = 55
	fmt.Println(aa[0], r)
	i, arr2 := 0, [3]int{10, 20, 30}
	i, arr2[i] = 2, 99
	arr2[i], i = i, 1
	fmt.Println(i, arr2)
	k := []func() T{func() T { return t }, func() T { t.n = 0; return t }}
	fmt.Println(k[0]().n, k[1]().n, k[0]().n)
	str := "immutable"
	by := []byte(str)
	by[0] = 'I'
	str2 := string(by)
	by[1] = 'M'
	fmt.Println(str, str2, string(by))
}
