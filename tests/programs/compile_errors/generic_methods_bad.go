// Methods with type parameters used wrongly.
package main

type T struct{}

func (T) M[A any](a A) A        { return a }
func (t *T) N[A, B any](a A) B  { var b B; return b }
func (T) C[A interface{ ~int }](A) {}

type I interface{ M(int) int }

func main() {
	var t T
	var i I = t
	t.M()
	t.M[int]("a")
	t.M[int, string](1)
	t.N(1)
	x := t.M
	y := T.M
	t.C("s")
	t.C[string]("s")
	var f func(string) string = t.M
	var g func(int) string = t.M
	_ = t.Q[int]
	_, _, _ = i, f, g
}
