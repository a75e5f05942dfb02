// Named results: bare returns, shadowing avoided, changed by defers, captured by closures, blank results, recursion, in goroutines.
package main

import (
	"errors"
	"fmt"
	"strconv"
)

func a() (x int)              { defer func() { x *= 2 }(); x = 5; return 10 }
func b() (x, y int)           { x, y = 1, 2; return y, x }
func c() (x int, _ string)    { x = 3; return }
func d(n int) (s string) {
	if n == 0 {
		return
	}
	s = d(n-1) + strconv.Itoa(n)
	return
}
func e() (f func() int, n int) { n = 1; f = func() int { n++; return n }; return }
func g() (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("g: %w", err)
		}
	}()
	if _, err := strconv.Atoi("x"); err != nil {
		return err
	}
	return nil
}
func h() (p *int, q int) { p = &q; q = 7; return p, *p + 1 }
func i() (a [3]int, m map[string]int) {
	m = map[string]int{}
	for i := range a {
		a[i] = i
		defer func() { a[i] *= 10; m[fmt.Sprint(i)] = a[i] }()
	}
	return
}
func j() (x int) {
	defer func() { recover(); x++ }()
	x = 1
	panic("j")
}
func k() (x int, err error) {
	defer func() {
		switch r := recover().(type) {
		case error:
			err = r
		case nil:
		default:
			panic(r)
		}
	}()
	return 5, errors.Join(nil, func() error { panic(errors.New("in call")) }())
}
func l() (x any) { defer func() { x = []any{x, "l"} }(); return func() any { return 1 }() }
func m() (int, error) { return strconv.Atoi("12") }
func n() (x struct{ a, b int }) { x.a = 1; defer func(p *int) { *p = 9 }(&x.b); return }

func main() {
	fmt.Println(a())
	fmt.Println(b())
	fmt.Println(c())
	fmt.Println(d(5))
	f, n1 := e()
	fmt.Println(f(), f(), n1)
	fmt.Println(g())
	p, q := h()
	fmt.Println(*p, q)
	fmt.Println(i())
	fmt.Println(j())
	fmt.Println(k())
	fmt.Println(l())
	fmt.Println(m())
	fmt.Println(n())
}
