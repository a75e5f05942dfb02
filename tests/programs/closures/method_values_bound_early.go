// Method values bind their receiver when they are made; func values compare with nil only; method values of interfaces, embedded and generic types.
package main

import "fmt"

type T struct{ n int }

func (t T) Get() int          { return t.n }
func (t *T) Inc(by int) int   { t.n += by; return t.n }
func (t T) Variadic(p string, xs ...int) string { return fmt.Sprint(p, t.n, xs) }
func (t T) Multi() (int, string, error) { return t.n, "m", nil }

type E struct {
	*T
	x int
}
type I interface{ Get() int }
type Big struct{ a [20]int }

func (b Big) Sum() (s int) {
	for _, v := range b.a {
		s += v
	}
	return
}

func apply(fs ...func() int) (out []int) {
	for _, f := range fs {
		out = append(out, f())
	}
	return
}

func main() {
	t := T{1}
	get := t.Get
	inc := t.Inc
	t.n = 10
	fmt.Println(get(), inc(5), t.n, get())
	p := &t
	pget, pinc := p.Get, p.Inc
	p = &T{100}
	fmt.Println(pget(), pinc(1), t.n)
	e := E{&t, 1}
	eget, einc := e.Get, e.Inc
	e.T = &T{500}
	fmt.Println(eget(), einc(1), e.Get())
	var i I = t
	iget := i.Get
	i = T{9}
	fmt.Println(iget(), i.Get())
	fmt.Println(apply(t.Get, T{3}.Get, e.Get, i.Get, (&T{4}).Get, func() int { return t.n }))
	f := T.Get
	g := (*T).Inc
	h := (*T).Get
	k := I.Get
	fmt.Println(f(t), g(&t, 2), h(&t), k(t), k(e))
	v := t.Variadic
	fmt.Println(v("p"), v("p", 1, 2), v("p", []int{3}...), T.Variadic(T{7}, "q", 1))
	m := t.Multi
	a, b, c := m()
	fmt.Println(a, b, c)
	big := Big{}
	big.a[19] = 5
	sum := big.Sum
	big.a[19] = 50
	fmt.Println(sum(), Big.Sum(big))
	fs := map[string]func(int) int{"inc": t.Inc, "e": e.Inc}
	fmt.Println(fs["inc"](1), fs["e"](1))
	var nf func()
	fmt.Println(nf == nil, get != nil)
	c1 := make(chan func() int, 1)
	c1 <- T{77}.Get
	fmt.Println((<-c1)())
	defer func(f func() int) { fmt.Println("deferred", f()) }(t.Get)
	defer t.Inc(1)
	t.n = -1
	go p.Inc(1)
	fmt.Printf("%T %T %T %T %T\n", get, inc, f, g, v)
	func() {
		defer func() { fmt.Println(recover()) }()
		var np *T
		_ = np.Get
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var np *T
		z := np.Inc
		fmt.Println("bound")
		z(1)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var ni I
		_ = ni.Get
	}()
	type local struct{ I }
	l := local{T{5}}
	lg := l.Get
	l.I = nil
	fmt.Println(lg())
	rec := func() func() int {
		var x T
		x.Inc(3)
		return x.Get
	}()
	fmt.Println(rec())
}
