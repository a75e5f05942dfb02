// Types that refer to themselves: functions, slices, maps, channels, interfaces, pointers; printed and compared.
package main

import "fmt"

type F func(int) F
type S []S
type M map[string]M
type C chan C
type P *P
type I interface{ Next() I }
type N struct{ n int }
type T struct {
	kids [2]*T
	by   map[*T]T2
	f    func(T) *T
}
type T2 struct{ t []T }

func (n N) Next() I {
	if n.n == 0 {
		return nil
	}
	return N{n.n - 1}
}

type State func(*machine) State
type machine struct{ log []string; n int }

func start(m *machine) State { m.log = append(m.log, "start"); return loop }
func loop(m *machine) State {
	m.n++
	m.log = append(m.log, fmt.Sprint("loop", m.n))
	if m.n < 3 {
		return loop
	}
	return func(m *machine) State { m.log = append(m.log, "end"); return nil }
}

func depth(s S) int {
	d := 0
	for _, x := range s {
		d = max(d, depth(x)+1)
	}
	return d
}

func main() {
	sum := 0
	var f F
	f = func(i int) F { sum += i; return f }
	f(1)(2)(3)
	fmt.Println(sum)
	s := S{S{}, S{S{S{}}}, nil}
	s = append(s, s)
	fmt.Println(depth(s[:3]), len(s[3]), s[:2])
	m := M{"a": {"b": {"c": nil}}, "d": nil}
	m["a"]["x"] = m["d"]
	fmt.Println(m, len(m["a"]["b"]))
	c := make(C, 1)
	c <- c
	d := <-c
	fmt.Println(c == d, cap(d))
	var p P
	p = &p
	fmt.Println(*p == p, **p == *p)
	n := 0
	for i := I(N{4}); i != nil; i = i.Next() {
		n++
	}
	fmt.Println(n)
	t := T{}
	t.kids[0] = &T{f: func(t T) *T { return t.kids[0] }}
	t.by = map[*T]T2{t.kids[0]: {[]T{t, {}}}}
	fmt.Println(t.kids[0].f(t) == t.kids[0], len(t.by[t.kids[0]].t))
	ma := &machine{}
	for st := State(start); st != nil; {
		st = st(ma)
	}
	fmt.Println(ma.log)
	fmt.Printf("%T %T %T %T %T\n", f, s, m, c, p)
}
