// What operands without calls of their own hold when another operand's call changes them.
package main

import "fmt"

type T struct {
	a int
	s []int
	m map[string]int
	p *int
	i any
	x [3]int
	str string
	b bool
	c complex128
	fn func() int
}

var v T

func reset() {
	n := 1
	v = T{a: 1, s: []int{1, 2, 3}, m: map[string]int{"k": 1}, p: &n, i: 1, x: [3]int{1, 2, 3}, str: "one", b: true, c: 1 + 2i,
		fn: func() int { return 1 }}
}

func ch() int {
	v.a = 2
	v.s[0] = 20
	v.m["k"] = 2
	*v.p = 2
	v.i = 2
	v.x[0] = 20
	v.str = "twelve"
	v.b = false
	v.c = 3 + 4i
	v.fn = func() int { return 2 }
	return 0
}

func grow() int {
	v.s = append(v.s, 4, 5)
	return 0
}

func show(name string, args ...any) { fmt.Println(append([]any{name}, args...)...) }

func two(a, b int) string        { return fmt.Sprint(a, b) }
func twos(a []int, b int) string { return fmt.Sprint(a, b) }
func twob(a bool, b int) string  { return fmt.Sprint(a, b) }
func twost(a string, b int) string { return fmt.Sprint(a, b) }
func twoby(a []byte, b int) string { return fmt.Sprint(a, b) }
func twof(a float64, b int) string { return fmt.Sprint(a, b) }
func twop(a *int, b int) string  { return fmt.Sprint(*a, b) }
func twox(a [3]int, b int) string { return fmt.Sprint(a, b) }
func twot(a T2, b int) string    { return fmt.Sprint(a, b) }
func twoi(a any, b int) string   { return fmt.Sprint(a, b) }

type T2 struct{ x, y int }

func main() {
	reset()
	show("field", two(v.a, ch()))
	reset()
	show("index", two(v.s[0], ch()))
	reset()
	show("map", two(v.m["k"], ch()))
	reset()
	show("deref", two(*v.p, ch()))
	reset()
	show("assert", two(v.i.(int), ch()))
	reset()
	show("array", twox(v.x, ch()))
	reset()
	show("array index", two(v.x[0], ch()))
	reset()
	show("len slice", two(len(v.s), grow()))
	reset()
	show("cap field", two(cap(v.s), grow()))
	reset()
	show("len string", two(len(v.str), ch()))
	reset()
	show("len map", two(len(v.m), func() int { v.m["z"] = 1; return 0 }()))
	reset()
	show("slice expr", twos(v.s[:2], grow()), len(v.s))
	reset()
	show("string index", two(int(v.str[0]), ch()))
	reset()
	show("string slice", twost(v.str[:3], ch()))
	reset()
	show("concat", twost(v.str+"x", ch()))
	reset()
	show("to bytes", twoby([]byte(v.str), ch()))
	reset()
	show("and", twob(v.b && v.a > 0, ch()))
	reset()
	show("not", twob(!v.b, ch()))
	reset()
	show("compare", twob(v.a == 1, ch()))
	reset()
	show("real", twof(real(v.c), ch()))
	reset()
	show("min", two(min(v.a, 5), ch()))
	reset()
	show("sum", two(v.a+v.a, ch()))
	reset()
	show("struct lit", twot(T2{v.a, v.x[0]}, ch()))
	reset()
	show("struct lit call", twot(T2{v.a, ch()}, v.a))
	reset()
	show("boxed", twoi(v.a, ch()))
	reset()
	show("boxed string", twoi(v.str, ch()))
	reset()
	show("variadic", v.a, v.str, v.x, ch(), v.a)
	reset()
	show("binary", v.a+ch(), v.s[0]*10+ch())
	reset()
	show("binary later", v.m["k"]+ch()+v.m["k"])
	reset()
	show("call func field", two(v.fn(), ch()), v.fn())
	reset()
	show("conv", twof(float64(v.a), ch()))
	reset()
	local := 1
	f := func() int { local++; return local }
	show("local", two(local, f()), two(f(), local), local+f()+local)
	arr := [3]int{1, 2, 3}
	g := func() int { arr[0] = 9; arr[1] = 8; return 0 }
	show("local array", two(arr[0], g()), arr)
	sl := []int{local, f(), local}
	show("slice literal", sl)
	mp := map[int]int{local: f(), f(): local}
	show("map literal", mp)
	st := struct{ a, b, c int }{local, f(), local}
	show("struct", st)
	pst := &T2{local, f()}
	show("pointer to struct", *pst)
	a2 := [...]int{f(), local, f(), local}
	show("array literal", a2)
	var i any = local
	h := func() int { i = "str"; return 7 }
	show("iface", i, h(), i)
	x, y, z := local, f(), local
	show("assign", x, y, z)
	s := []int{1, 2, 3}
	k := 0
	inc := func() int { k++; return k }
	s[k], s[inc()], k = 10, 20, 0
	show("index assign", s, k)
	s[inc()], k = k, 5
	show("index assign2", s, k)
	ret := func() (int, int, int) { return local, f(), local }
	q1, q2, q3 := ret()
	show("return", q1, q2, q3)
	c := make(chan int, 3)
	c <- 1
	c <- 2
	show("recv", <-c, len(c), <-c, len(c))
	str := "a"
	app := func(t string) string { str += t; return t }
	show("concat calls", str+app("b")+str+app("c")+str)
	show("cmp", str == app("d"), len(str) == len(app("e")+str))
	var np *T2
	func() {
		defer func() { fmt.Println("recovered", local, recover() != nil) }()
		fmt.Println(np.x, f())
	}()
	func() {
		defer func() { fmt.Println("recovered", local, recover() != nil) }()
		fmt.Println(f(), s[k+100-local+local], f())
	}()
	func() {
		zero := 0
		defer func() { fmt.Println("recovered", local, recover() != nil) }()
		_ = two(1/zero, f())
	}()
}
