package main

type S struct{ a int }

func (S) M() {}

func main() {
	var s S
	s.b = 1
	s.m()
	s.A = 1
	S.x()
	(&s).N()
	println(s.M.a)
}
