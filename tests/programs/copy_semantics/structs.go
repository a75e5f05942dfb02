// Assignment, parameters, results, range, literals and channels copy.
package main

import "fmt"

type In struct{ arr [2]int }
type S struct {
	n  int
	in In
	sl []int
}

func change(s S) S { s.n = 9; s.in.arr[0] = 9; s.sl[0] = 9; return s }

func main() {
	a := S{1, In{[2]int{1, 2}}, []int{1}}
	b := change(a)
	fmt.Println(a, b)
	list := []S{a, b}
	for _, v := range list {
		v.n = -1
		v.in.arr[1] = -1
	}
	fmt.Println(list)
	for i := range list {
		list[i].n = -1
	}
	fmt.Println(list[0].n, a.n)
	c := make(chan S, 1)
	c <- a
	a.n = 50
	fmt.Println((<-c).n)
	p := &a
	q := *p
	p.in.arr[1] = 70
	fmt.Println(q.in.arr[1], a.in.arr[1])
	m := map[string]S{"k": a}
	v := m["k"]
	v.n = 1000
	fmt.Println(m["k"].n)
	a, b = b, a
	fmt.Println(a.n, b.n)
	a.in, b.in = b.in, a.in
	fmt.Println(a.in, b.in)
	var i any = a
	a.n = 0
	fmt.Println(i.(S).n)
	arr := [2]S{a, b}
	arr2 := arr
	arr2[0].n = 333
	fmt.Println(arr[0].n, arr2[0].n)
	arr[0], arr[1] = arr[1], arr[0]
	fmt.Println(arr[0].n, arr[1].n)
	f := func() S { return a }
	fmt.Println(f().in.arr[1], change(f()).n)
}
