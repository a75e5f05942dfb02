// nil of every kind: comparison, length, ranging, reading, calling through, printing.
package main

import "fmt"

type S struct{ p *S; v int }

func (s *S) Nil() bool { return s == nil }
func (s *S) Depth() int {
	if s == nil {
		return 0
	}
	return 1 + s.p.Depth()
}

type M map[string]int

func (m M) Has(k string) bool { _, ok := m[k]; return ok }

type F func() int

func (f F) Or(n int) int {
	if f == nil {
		return n
	}
	return f()
}

func main() {
	var p *int
	var s []int
	var m M
	var c chan int
	var f F
	var i any
	var e error
	var sp *S
	var pp **int
	fmt.Println(p == nil, s == nil, m == nil, c == nil, f == nil, i == nil, e == nil, sp == nil, pp == nil)
	fmt.Println(len(s), cap(s), len(m), len(c), cap(c), m["x"], m.Has("y"), f.Or(4), sp.Nil(), sp.Depth())
	for range s {
		fmt.Println("never")
	}
	for range m {
		fmt.Println("never")
	}
	s = append(s, s...)
	fmt.Println(s == nil, s[:], s[0:0:0] == nil, copy(s, s))
	delete(m, "a")
	select {
	case <-c:
	case c <- 1:
	default:
		fmt.Println("nil channel blocks")
	}
	i = p
	fmt.Println(i == nil, i == (*int)(nil), i.(*int) == nil)
	i = sp
	_, isNilS := i.(*S)
	fmt.Println(isNilS, i == any((*int)(nil)))
	e = error(nil)
	fmt.Printf("%v %v %v %v %v %v %d %s %+v %#v\n", p, s, m, i, e, c == nil, s, s, sp, m)
	var arr [2]*S
	arr[1] = &S{arr[0], 3}
	fmt.Println(arr[0].Depth(), arr[1].Depth(), arr[0] == arr[1].p)
	q := &p
	fmt.Println(*q == nil, q != nil)
	var fa [3]func()
	fmt.Println(fa[1] == nil)
	var st struct {
		s []int
		m map[int]int
		f func()
		i any
	}
	fmt.Println(st.s == nil, st.m == nil, st.f == nil, st.i == nil, len(st.m))
	x := map[string]*S{"a": nil}
	v, ok := x["a"]
	w, ok2 := x["b"]
	fmt.Println(v, ok, w, ok2, x["b"].Depth())
	var n1, n2 chan<- int
	fmt.Println(n1 == n2, (chan int)(nil) == c)
	func() { defer func() { fmt.Println(recover()) }(); m["a"] = 1 }()
	func() { defer func() { fmt.Println(recover()) }(); *p = 1 }()
	func() { defer func() { fmt.Println(recover()) }(); f() }()
	func() { defer func() { fmt.Println(recover()) }(); e.Error() }()
	func() { defer func() { fmt.Println(recover()) }(); close(c) }()
	func() { defer func() { fmt.Println(recover()) }(); _ = s[0] }()
	func() { defer func() { fmt.Println(recover()) }(); sp.v = 1 }()
	func() { defer func() { fmt.Println(recover()) }(); **q = 1 }()
}
