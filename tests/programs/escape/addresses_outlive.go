// Addresses of parameters, results, loop variables, array elements and fields that outlive their functions.
package main

import "fmt"

type T struct {
	a [4]int
	p *int
	n *T
}

func param(x int) *int             { return &x }
func array(a [3]int) []int         { return a[1:] }
func field(t T) *int               { return &t.a[2] }
func result() (x int, p *int)      { p = &x; x = 5; return }
func closure(x int) (func() int, *int) { return func() int { x++; return x }, &x }
func loop() (ps []*int)            { for i := 0; i < 3; i++ { ps = append(ps, &i) }; return }
func local() **int                 { x := 1; p := &x; return &p }
func slice() *[]int                { s := []int{1, 2}; return &s }
func iface() any                   { x := T{a: [4]int{3: 9}}; return &x }
func recv(t *T) *int               { return t.p }
func chain(n int) *T               { t := T{p: &n}; if n > 0 { t.n = chain(n - 1) }; return &t }
func viaMap() map[string]*int      { x, y := 1, 2; return map[string]*int{"x": &x, "y": &y} }
func viaChan() chan *int           { c := make(chan *int, 1); x := 7; c <- &x; return c }
func swap(a, b *T)                 { *a, *b = *b, *a }
func variadic(xs ...*int) []*int   { return xs }
func deferred() (p *int)           { x := 1; defer func() { x = 42; p = &x }(); return &x }
func str() *string                 { s := "a"; s += "b"; return &s }
func nested() func() func() *int   { x := 1; return func() func() *int { y := x + 1; return func() *int { x++; y++; z := x * y; return &z } } }

func main() {
	a, b := param(1), param(2)
	*a += 10
	fmt.Println(*a, *b)
	s := array([3]int{1, 2, 3})
	s[0] = 9
	fmt.Println(s, *field(T{a: [4]int{1, 2, 3, 4}}))
	x, p := result()
	*p++
	fmt.Println(x, *p)
	f, q := closure(5)
	*q = 100
	fmt.Println(f(), f(), *q)
	for _, p := range loop() {
		fmt.Print(*p, " ")
	}
	fmt.Println(**local(), *slice(), iface().(*T).a[3])
	y := 3
	t := &T{p: &y}
	*recv(t) = 4
	fmt.Println(y)
	n := 0
	for c := chain(5); c != nil; c = c.n {
		n = n*10 + *c.p
	}
	fmt.Println(n, *viaMap()["y"], *<-viaChan())
	u, v := &T{a: [4]int{1}}, &T{a: [4]int{2}}
	swap(u, v)
	fmt.Println(u.a, v.a, *variadic(&n, &y)[1], *deferred(), *str())
	g := nested()
	h, i := g(), g()
	fmt.Println(*h(), *h(), *i())
	var grid [3][3]*int
	for r := range grid {
		for c := range grid[r] {
			z := r * c
			grid[r][c] = &z
		}
	}
	fmt.Println(*grid[2][2], *grid[1][2])
	arr := [2]int{1, 2}
	pa := &arr
	sl := pa[:]
	arr = [2]int{5, 6}
	fmt.Println(sl, *pa)
	sp := &sl
	*sp = append(*sp, 7)
	arr[0] = 50
	fmt.Println(sl, arr)
}
