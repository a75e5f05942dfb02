package main

type I interface{ M(int) string }
type A struct{}
type B struct{}
type C struct{}

func (A) M(string) int     { return 0 }
func (*B) M(int) string    { return "" }
func (C) m(int) string     { return "" }

func main() {
	var i I = A{}
	i = B{}
	i = &B{}
	i = C{}
	i = 5
	i = nil
	var e error = i
	_ = i.(A)
	_ = i.(*B)
	var j interface {
		I
		N()
	} = i
	_, _ = e, j
}
