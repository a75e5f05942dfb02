// Slices: full slice expressions, nil and empty, conversion to arrays, aliasing by append, growth, copies that overlap, comparison with nil.
package main

import "fmt"

type IS []int

func (s IS) sum() (n int) {
	for _, v := range s {
		n += v
	}
	return
}

func grow[T any](n int) (caps []int) {
	var s []T
	last := -1
	for range n {
		var z T
		s = append(s, z)
		if cap(s) != last {
			last = cap(s)
			caps = append(caps, last)
		}
	}
	return
}

func main() {
	a := [10]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
	s := a[2:5]
	t := s[1:2:3]
	fmt.Println(s, len(s), cap(s), t, len(t), cap(t))
	t = append(t, 100)
	t = append(t, 200)
	t[0] = -1
	fmt.Println(a, t)
	s = append(s, 55)
	fmt.Println(a, s[:cap(s)])
	var n []int
	e := []int{}
	fmt.Println(n == nil, e == nil, len(n), n[:0] == nil, e[:] == nil, append(n, e...) == nil, append(e, n...) == nil)
	arr := [3]int(a[1:4])
	p := (*[3]int)(a[1:4])
	p[0] = 1000
	fmt.Println(arr, *p, a[1], (*[0]int)(n) == nil, (*[0]int)(e) == nil, [0]int(n))
	copy(a[1:], a[:])
	fmt.Println(a)
	copy(a[:], a[3:])
	fmt.Println(a, copy(a[:0], a[:]), copy(n, e))
	fmt.Println(grow[int](2000), grow[byte](3000))
	fmt.Println(grow[[3]int](200), grow[struct{}](5), grow[string](300))
	x := make([]int, 3, 10)
	y := append(x, 1)
	z := append(x, 2)
	fmt.Println(y[3], z[3], &y[0] == &z[0])
	x = append(x[:1], x[2:]...)
	x = append([]int{9}, x...)
	x = append(x, x...)
	fmt.Println(x, len(x))
	d := make([][]int, 3)
	for i := range d {
		d[i] = make([]int, i+1)
		for j := range d[i] {
			d[i][j] = i * j
		}
	}
	d[0], d[2] = d[2], d[0]
	fmt.Println(d, IS(d[0]).sum(), IS.sum([]int{1, 2}))
	b := append([]byte("ab"), "cd"...)
	b = append(b, 'e')
	fmt.Println(string(b), string(append(b[:2:2], "XY"...)), string(b))
	var i8 int8 = 1
	var u64 uint64 = 3
	fmt.Println(a[i8:u64], a[len(a)-1], len(a[:u64:u64+2]), cap(a[:u64:u64+2]))
	r := []rune("héy")
	r[1] = 'e'
	fmt.Println(string(r), len(r), cap(r) >= 3)
	type pair struct{ a, b any }
	ps := []pair{{1, "x"}, {}, {b: 2}}
	ps = append(ps[:1], ps[2:]...)
	fmt.Println(ps, len(ps))
	sp := &ps
	(*sp)[0].a = 5
	*sp = (*sp)[1:]
	fmt.Println(ps, len(*sp))
	f := []func() int{func() int { return 1 }, nil}
	f[1] = f[0]
	fmt.Println(f[1](), f[0] != nil)
	stack := []int{}
	for i := range 5 {
		stack = append(stack, i)
	}
	for len(stack) > 2 {
		stack = stack[:len(stack)-1]
	}
	queue := append([]int(nil), stack...)
	queue = append(queue[1:], 42)
	fmt.Println(stack, queue, cap(queue) >= 2)
	m := make([]int, 0)
	m = append(m, make([]int, 5)...)
	fmt.Println(len(m), append(m[:2], make([]int, 2)...))
	clear(a[3:6])
	fmt.Println(a, min(len(a), 3))
}
