// Methods on every kind of defined type.
package main

type (
	F  func(int) int
	Sl []int
	Mp map[string]int
	Ch chan int
	St string
	Fl float64
	Ar [2]int
	Bo bool
)

func (f F) Twice(x int) int { return f(f(x)) }
func (s *Sl) Push(x int)    { *s = append(*s, x) }
func (s Sl) Len() int       { return len(s) }
func (m Mp) Put(k string)   { m[k]++ }
func (c Ch) Send(x int)     { c <- x }
func (s St) Rev() (r St) {
	for _, c := range s {
		r = St(c) + r
	}
	return
}
func (f Fl) Half() Fl { return f / 2 }
func (a Ar) Swap() Ar { return Ar{a[1], a[0]} }
func (a *Ar) SwapIn() { a[0], a[1] = a[1], a[0] }
func (b Bo) Not() Bo  { return !b }

func main() {
	println(F(func(x int) int { return x * x }).Twice(3))
	var s Sl
	s.Push(1)
	s.Push(2)
	println(s.Len(), s[1])
	m := Mp{}
	m.Put("a")
	m.Put("a")
	println(m["a"])
	c := make(Ch, 1)
	c.Send(5)
	println(<-c)
	println(string(St("héllo").Rev()), Fl(3).Half())
	a := Ar{1, 2}
	b := a.Swap()
	a.SwapIn()
	println(a == b, bool(Bo(true).Not()))
	var f F
	f = func(x int) int { return x + 1 }
	println(F.Twice(f, 1))
	type Local struct{ F }
	println(Local{f}.Twice(10), Local{f}.F(1))
}
