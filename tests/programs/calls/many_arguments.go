// Arguments and results beyond the registers: integers, floats, strings, structs, arrays, interfaces; direct, by value, deferred, in goroutines.
package main

import "fmt"

type S struct {
	a int8
	b float32
	c string
	d [2]int16
}
type Big struct{ a [12]int; s string }

//go:noinline
func ints(a, b, c, d, e, f, g, h, i, j, k, l int) (int, int, int, int, int, int, int, int, int, int, int, int) {
	return l, k, j, i, h, g, f, e, d, c, b, a
}

//go:noinline
func floats(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q float64) (x, y float64) {
	return a + b*c - d + e*f - g + h*i - j + k*l - m + n*o, p / q
}

//go:noinline
func mixed(a int8, b float32, c string, d bool, e S, f [3]byte, g any, h []int, i complex128, j func() int, k map[string]int, l Big, m error, n rune) (S, string, Big, any, bool) {
	e.a += a
	l.a[3] = len(h) + j() + k["x"]
	return e, fmt.Sprint(a, b, c, d, f, g, h, i, m, n), l, g, !d
}

type T struct{ v [9]int }

func (t T) Val(a, b Big, c ...string) (Big, int)   { return b, len(c) + t.v[8] + a.a[0] }
func (t *T) Ptr(a [1]int, b struct{ x, y float64 }, c [0]int, d [2]string) (r [2]string, n int) {
	r[0], r[1] = d[1], fmt.Sprint(a, b, c)
	return r, t.v[0]
}

type I interface {
	Val(a, b Big, c ...string) (Big, int)
}

func named(x int) (a int, b string, c Big, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
			c.s = "recovered"
		}
	}()
	a, b = x, "named"
	c.a[11] = 100 / x
	return a * 2, b + "!", c, nil
}

func main() {
	fmt.Println(ints(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))
	fmt.Println(floats(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17))
	b := Big{s: "big"}
	b.a[11] = 7
	args := func() { fmt.Println(mixed(-1, 2.5, "c", true, S{1, 2, "s", [2]int16{3, 4}}, [3]byte{5, 6, 7}, b.s, []int{8}, 1i, func() int { return 9 }, map[string]int{"x": 10}, b, nil, 'n')) }
	args()
	f := mixed
	s, str, bb, x, ok := f(1, 1, "", false, S{}, [3]byte{}, nil, nil, 0, func() int { return 0 }, nil, Big{}, fmt.Errorf("e"), 0)
	fmt.Println(s, str, bb, x, ok)
	t := &T{[9]int{1, 8: 2}}
	var i I = t
	fmt.Println(i.Val(b, bb, "p", "q"))
	i = *t
	fmt.Println(i.Val(bb, b))
	fmt.Println(t.Ptr([1]int{1}, struct{ x, y float64 }{2, 3}, [0]int{}, [2]string{"d0", "d1"}))
	mv := t.Val
	t.v[8] = 100
	fmt.Println(mv(b, b, "z"))
	defer func(a, b Big, c string, d ...int) { fmt.Println("deferred", a.s, b.a[11], c, d) }(b, bb, "c", 1, 2)
	b.s = "changed"
	ch := make(chan string)
	go func(a Big, b [5]float64, c string) { ch <- fmt.Sprint(a.s, b[4], c) }(b, [5]float64{4: 2.5}, "go")
	fmt.Println(<-ch)
	go T.Val(*t, b, b, "x")
	defer i.Val(b, b)
	fmt.Println(named(5))
	fmt.Println(named(0))
	g := (*T).Ptr
	h := T.Val
	fmt.Println(g(t, [1]int{}, struct{ x, y float64 }{}, [0]int{}, [2]string{}))
	r, n := h(*t, b, b)
	fmt.Println(r.s, n)
	fmt.Println(func(xs ...Big) int { return len(xs) + len(xs[1].s) }(b, b, b))
}
