// Unexported names of different packages are different; promotion and method sets across packages.
package main

import (
	"fmt"

	"example.com/promo/a"
	"example.com/promo/b"
)

type mine struct {
	a.T
	b.T2
	*a.P
	b.I
}

func (mine) hidden() string { return "main.hidden" }

type hider interface{ hidden() string }

func main() {
	m := mine{a.T{X: 1}, b.T2{Y: 2}, &a.P{}, b.New("impl")}
	fmt.Println(m.X, m.Y, m.Show(), m.Get(), m.Inc(), m.Inc(), m.Do(3))
	var h hider = m
	fmt.Println(h.hidden(), a.CallHidden(m.T), b.CallHidden(m.T2))
	_, ok := any(m.T).(hider)
	_, ok2 := any(m.T).(interface{ Show() string })
	fmt.Println(ok, ok2, a.IsHider(m), b.IsHider(m), a.IsHider(m.T))
	f := m.Inc
	g := (*a.P).Inc
	k := b.I.Do
	fmt.Println(f(), g(m.P), k(m, 4), mine.Show(m))
	var s struct {
		a.T
		extra int
	}
	s.T.X = 9
	fmt.Printf("%v %+v %T\n", s, m.T, s)
	e := a.Fail(3)
	fmt.Println(e, a.Code(e), b.Wrap(e))
	fmt.Println(a.Const+b.Const, a.Typed, b.Enum(1), b.Red)
	switch x := any(e).(type) {
	case *a.Err:
		fmt.Println("a.Err", x.N)
	}
	a.Var++
	p := &a.Var
	*p += 5
	fmt.Println(a.Var, a.GetVar())
	a.Hook = func(i int) string { return fmt.Sprint("hook", i) }
	fmt.Println(a.RunHook(7))
}
