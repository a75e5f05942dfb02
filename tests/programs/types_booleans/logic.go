// Booleans: values in data structures, comparison, conversion of conditions to values, named types, printing, short circuit in values.
package main

import "fmt"

type Flag bool
type Set map[string]bool

func (f Flag) String() string { if f { return "on" }; return "off" }
func and(xs ...bool) bool {
	r := true
	for _, x := range xs {
		r = r && x
	}
	return r
}
func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
func div(a, b int) (ok bool) { ok = b != 0 && a/b > 1; return }

func main() {
	var z bool
	t, f := true, !true
	fmt.Println(z, t, f, t == !f, t != f, and(), and(t, t), and(t, f), div(4, 0), div(4, 2))
	arr := [8]bool{1: true, 7: true}
	n := 0
	for i, b := range arr {
		if b {
			n |= 1 << i
		}
	}
	s := Set{"a": true, "b": false}
	s["c"] = !s["b"] && s["a"]
	s["d"] = s["nope"]
	fmt.Println(n, s, len(s), s["x"] || s["a"])
	var x, y Flag = true, Flag(n < 0)
	fmt.Println(x, y, x || y, x && !y, bool(x) == t, Flag(t) == x)
	m := map[bool]string{true: "yes", false: "no"}
	fmt.Println(m[n > 5], m[n < 5 == (n > 200)], b2i(t)+b2i(f)<<1)
	p := &arr[3]
	*p = !*p
	arr[0], arr[1] = arr[1], arr[0]
	fmt.Println(arr, arr == [8]bool{0: true, 3: true, 7: true})
	var i any = n == 130
	switch i {
	case true:
		fmt.Println("true")
	case false:
		fmt.Println("false")
	}
	c := make(chan bool, 1)
	c <- !(<-func() chan bool { d := make(chan bool, 1); d <- t; return d }())
	fmt.Println(<-c, i.(bool), fmt.Sprintf("%t %v %5t|%q", t, f, t, []bool{t}))
	e1, e2 := error(nil), fmt.Errorf("e")
	ok := e1 == nil && e2 != nil && fmt.Sprint(e2) == "e"
	st := struct{ a, b bool }{ok, !ok}
	st.a, st.b = st.b, st.a
	fmt.Println(st, ok != (st.a == st.b), "a" < "b" && 1.5 >= 1 && 'a' != 'b' && 1i == 1i)
	const k = 1 < 2 && "x" == "x" || false
	var q bool = k
	fmt.Println(q, k, !k == false)
}
