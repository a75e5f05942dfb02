// Method values bind the receiver at evaluation, expressions take it as argument.
package main

type P struct{ x, y int }

func (p P) Add(q P) P         { return P{p.x + q.x, p.y + q.y} }
func (p *P) Scale(k int)      { p.x *= k; p.y *= k }
func (p P) Var(xs ...int) int { return p.x + len(xs) }

type Num int

func (n Num) Plus(m Num) Num { return n + m }

type Adder interface{ Plus(Num) Num }

func main() {
	p := P{1, 2}
	f := p.Add
	p = P{100, 200}
	r := f(P{1, 1})
	println(r.x, r.y)
	s := p.Scale
	s(2)
	println(p.x, p.y)
	e := P.Add
	r = e(P{1, 1}, P{2, 2})
	println(r.x)
	pe := (*P).Scale
	pe(&p, 10)
	println(p.x)
	pv := (*P).Add
	r = pv(&p, P{})
	println(r.y)
	println(P.Var(P{x: 5}, 1, 2, 3), p.Var([]int{1}...))
	g := Num.Plus
	var a Adder = Num(5)
	h := a.Plus
	a = Num(1000)
	println(g(1, 2), h(3), Adder.Plus(a, 1))
	fs := []func(Num) Num{Num(1).Plus, Num(2).Plus, a.Plus}
	for _, f := range fs {
		print(f(10), " ")
	}
	println()
	func() {
		var np *P
		defer func() { println(recover() != nil) }()
		k := np.Add
		println("not reached")
		k(P{})
	}()
}
