// Capacities as append grows slices that stay, that are returned, given away, or ranged over at last.
package main

import "fmt"

type P struct{ x, y int }
type S struct{ v []int }

func (s *S) add(i int) { s.v = append(s.v, i) }

func printSlice(s []int) { fmt.Printf("len=%d cap=%d %v\n", len(s), cap(s), s) }

func ret(n int) []string {
	var s []string
	for i := range n {
		s = append(s, fmt.Sprint(i))
	}
	return s
}
func named(n int) (out []byte) {
	for i := range n {
		out = append(out, byte(i))
	}
	return
}
func capused(n int) []byte {
	out := []byte{}
	for i := range n {
		out = append(out, byte(i))
		println(cap(out))
	}
	return out
}
func rangeend(n int) int {
	var s []int
	for i := range n {
		s = append(s, i)
		print(cap(s), " ")
	}
	t := 0
	for _, v := range s {
		t += v
	}
	return t
}
func filter(in []int, f func(int) bool) []int {
	var out []int
	for _, v := range in {
		if f(v) {
			out = append(out, v)
		}
	}
	return out
}
func stack() {
	var st []int
	for i := range 6 {
		st = append(st, i)
	}
	for len(st) > 0 {
		top := st[len(st)-1]
		st = st[:len(st)-1]
		print(top, cap(st), " ")
		if top == 3 {
			st = append(st, 9)
		}
	}
	println()
}
func reuse() {
	for range 3 {
		var s []int
		for j := range 3 {
			s = append(s, j)
		}
		print(cap(s), " ")
	}
	println()
}
func two() ([]int, []P) {
	var a []int
	var b []P
	for i := range 5 {
		a = append(a, i)
		b = append(b, P{i, i})
	}
	return a, b
}
func closure() {
	var s []int
	f := func(i int) { s = append(s, i); print(cap(s), " ") }
	for i := range 5 {
		f(i)
	}
	println()
}
func assignOut(p *[]int) {
	var s []int
	for i := range 3 {
		s = append(s, i)
	}
	*p = s
}
func multi() {
	var s []int
	s = append(s, 1, 2, 3)
	println(cap(s))
	s = append(s, 4, 5)
	println(cap(s))
	s = nil
	s = append(s, 1)
	println(cap(s))
}
func bytes_() {
	var b []byte
	b = append(b, "hello"...)
	println(cap(b))
	b = append(b, 'x')
	println(cap(b))
	c := append([]byte("ab"), 'c')
	println(cap(c), len(c))
	d := append([]byte(nil), 'c', 'd')
	println(cap(d), len(d))
}
func gen[T any](n int, v T) []T {
	var s []T
	for range n {
		s = append(s, v)
	}
	return s
}
func ranged(n int) []int {
	s := make([]int, 0)
	for i := range n {
		s = append(s, i)
		print(cap(s), " ")
	}
	println()
	return s
}
func structField() {
	var x S
	for i := range 5 {
		x.v = append(x.v, i)
		print(cap(x.v), " ")
	}
	println()
}
func matrix() {
	var m [][]int
	for i := range 3 {
		var row []int
		for j := range 3 {
			row = append(row, i*j)
		}
		m = append(m, row)
		print(cap(m), cap(row), " ")
	}
	println()
	fmt.Println(m)
}
func panics() (s []int) {
	defer func() { recover() }()
	for i := range 3 {
		s = append(s, i)
	}
	panic(1)
}

func main() {
	var s []int
	printSlice(s)
	s = append(s, 0)
	printSlice(s)
	s = append(s, 1)
	printSlice(s)
	s = append(s, 2, 3, 4)
	printSlice(s)
	for _, n := range []int{0, 1, 2, 3, 4, 5, 9, 33} {
		r := ret(n)
		nm := named(n)
		a := gen(n, int16(3))
		b := gen(n, P{1, 2})
		c := gen(n, [5]int{})
		d := gen[any](n, 5)
		fmt.Println(n, len(r), cap(r), len(nm), nm == nil, len(a), cap(b), cap(c), cap(d), rangeend(n))
	}
	fmt.Println(capused(12))
	fmt.Println(cap(filter([]int{1, 2, 3, 4, 5, 6, 7}, func(i int) bool { return i%2 == 1 })))
	stack()
	reuse()
	a, b := two()
	fmt.Println(cap(a), cap(b), a, b)
	_ = closure
	var q []int
	assignOut(&q)
	fmt.Println(cap(q), q)
	multi()
	bytes_()
	fmt.Println(ranged(9))
	structField()
	matrix()
	fmt.Println(panics())
}
