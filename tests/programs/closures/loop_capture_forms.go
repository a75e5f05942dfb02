// Loop variables captured in every form of loop, modified in and out of the closures, with continue and labels.
package main

import "fmt"

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
		if i == 1 {
			continue
		}
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fs = nil
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		defer func() { fmt.Print("d", i, j, " ") }()
		fs = append(fs, func() int { j++; return i*100 + j })
		i += func() int { return 1 }() - 1
	}
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	fs = nil
	for i := 0; i < 6; i++ {
		inc := func() { i++ }
		inc()
		fs = append(fs, func() int { return i })
	}
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	fmt.Println()
	var ps []*int
	for i := range 3 {
		ps = append(ps, &i)
		i *= 2
	}
	for k, v := range map[string]int{"a": 1} {
		ps = append(ps, &v)
		fs = append(fs, func() int { return len(k) + v })
		v++
	}
	for i, r := range "héy" {
		fs = append(fs, func() int { return i*1000 + int(r) })
	}
	for _, p := range ps {
		fmt.Print(*p, " ")
	}
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	fmt.Println()
	c := make(chan int, 3)
	c <- 7
	c <- 8
	close(c)
	var gs []func() (int, int)
	n := 0
	for v := range c {
		n++
		m := n
		gs = append(gs, func() (int, int) { m++; return v, m })
	}
	for _, g := range gs {
		fmt.Print(g())
		fmt.Print(g())
	}
	var i int
	fs = nil
	for i = 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
	}
	for _, f := range fs {
		fmt.Print(" ", f())
	}
	fmt.Println()
outer:
	for i := 0; i < 3; i++ {
		for j := 0; ; j++ {
			f := func() bool { j++; return j > i }
			if f() {
				continue outer
			}
			if j > 5 {
				break outer
			}
		}
	}
	x := 1
	f := func() func() int { x := x * 10; return func() int { x++; return x } }
	a, b := f(), f()
	fmt.Println(a(), a(), b(), x)
	var rec func(int) []func() int
	rec = func(n int) []func() int {
		if n == 0 {
			return nil
		}
		return append(rec(n-1), func() int { n += x; return n })
	}
	for _, g := range rec(3) {
		x++
		fmt.Print(g(), g(), " ")
	}
	type node struct {
		f    func(*node) int
		next *node
	}
	list := (*node)(nil)
	for i := range 4 {
		list = &node{func(n *node) int {
			if n.next == nil {
				return i
			}
			return i + n.next.f(n.next)
		}, list}
	}
	fmt.Println(list.f(list))
	if y := x; y > 0 {
		g := func() int { y *= 2; return y }
		fmt.Println(g()+g(), y)
	}
	switch y := x; {
	case y > 0:
		g := func() { y = -y }
		g()
		fmt.Println(y, x)
	}
	arr := [3]int{1, 2, 3}
	h := func() { arr[0] = 99 }
	for i, v := range arr {
		h()
		fmt.Print(i, v, " ")
	}
	s := []int{1, 2, 3}
	for i, v := range s {
		s = append(s, v)
		s[0] = 50
		fmt.Print(i, v, " ")
	}
	fmt.Println(len(s), arr)
	func() { defer func() { x = 1000 }(); x = 5 }()
	fmt.Println(x)
}
