package main

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"sort"
)

type Shape interface {
	Area() float64
	Name() string
}
type Sq struct{ s float64 }
type Ci struct {
	r    float64
	name string
}

func (s Sq) Area() float64  { return s.s * s.s }
func (s Sq) Name() string   { return "sq" }
func (c *Ci) Area() float64 { return c.r * 3 }
func (c *Ci) Name() string  { return c.name }

type Emb struct {
	Shape
	x int
}
type Emb2 struct {
	*Emb
	Sq2
}
type Sq2 struct{ Sq }

func (s Sq2) Area() float64 { return -1 }

type Big struct {
	a, b, c, d, e, f int
	s                string
}

func (b Big) Sum(x ...int) int {
	t := b.a + b.b + b.c + b.d + b.e + b.f
	for _, v := range x {
		t += v
	}
	return t
}

type I3 interface{ Sum(...int) int }
type P struct{ p *int }

func (p P) Get() int { return *p.p }

type F func(int) int

func (f F) Call(i int) int { return f(i) }

type Str string

func (s Str) Error() string { return "err:" + string(s) }

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Printf("%s: %v", name, r)
			if e, ok := r.(error); ok {
				fmt.Printf(" [%T]", e)
			}
			fmt.Println()
		}
	}()
	f()
}

func classify(x any) string {
	switch v := x.(type) {
	case nil:
		return "nil"
	case int:
		return fmt.Sprint("int ", v)
	case string, Str:
		return fmt.Sprintf("stringish %v", v)
	case float64:
		return fmt.Sprint("f ", v)
	case []int:
		return fmt.Sprint("slice ", len(v))
	case map[string]int:
		return fmt.Sprint("map ", len(v))
	case Big:
		return fmt.Sprint("big ", v.Sum(1))
	case *Ci:
		return v.name
	case Shape:
		return "shape " + v.Name()
	case error:
		return "error " + v.Error()
	case fmt.Stringer:
		return "stringer"
	case func():
		return "func"
	}
	return "?"
}

type G[T comparable] struct {
	m map[T]int
	k T
}

func (g *G[T]) Add(k T) *G[T] {
	if g.m == nil {
		g.m = map[T]int{}
	}
	g.m[k]++
	return g
}
func (g G[T]) Len() int { return len(g.m) }

type Lener interface{ Len() int }

func local[T any](x T) any {
	type L struct{ v T }
	return L{x}
}

type rec struct{ n int }

func (r rec) Rec()   { fmt.Println("rec", recover() != nil, r.n) }
func (r *rec) PRec() { fmt.Println("prec", recover() != nil, r.n) }

type recE struct{ rec }
type recI interface{ Rec() }

func tryRec(i int) (s string) {
	defer func() {
		if x := recover(); x != nil {
			s = fmt.Sprint("outer ", x)
		}
	}()
	r := rec{i}
	e := recE{r}
	switch i {
	case 0:
		defer r.Rec()
	case 1:
		defer (&r).PRec()
	case 2:
		defer e.Rec()
	case 3:
		var ri recI = e
		defer ri.Rec()
	case 4:
		var ri recI = &e
		defer ri.Rec()
	case 5:
		f := e.Rec
		defer f()
	case 6:
		f := rec.Rec
		defer f(r)
	case 7:
		f := (*recE).PRec
		defer f(&e)
	}
	panic("boom")
}

func main() {
	var shapes []Shape
	shapes = append(shapes, Sq{2}, &Ci{3, "ci"}, Emb{Sq{4}, 1}, &Emb{&Ci{5, "c5"}, 2}, Sq2{Sq{6}})
	for _, s := range shapes {
		fmt.Printf("%T %v %s\n", s, s.Area(), s.Name())
	}
	for _, x := range []any{nil, 1, "a", Str("b"), 1.5, []int{1, 2}, map[string]int{"a": 1}, Big{a: 1, b: 2}, &Ci{1, "zz"}, Sq{1}, errors.New("e"), reflect.TypeOf(1), func() {}, 'x', struct{}{}} {
		fmt.Println(classify(x))
	}
	var i3 I3 = Big{a: 1, f: 2}
	fmt.Println(i3.Sum(1, 2, 3), I3.Sum(i3, 4), Big.Sum(Big{c: 9}, 1))
	f := i3.Sum
	fmt.Println(f(), f(7))
	n := 42
	p := P{&n}
	var g interface{ Get() int } = p
	n = 43
	fmt.Println(g.Get(), g.(P).p == &n)
	ff := F(func(i int) int { return i * n })
	var cc interface{ Call(int) int } = ff
	fmt.Println(cc.Call(2), F.Call(ff, 3))

	// equality
	var a, b any = Big{a: 1, s: "x"}, Big{a: 1, s: "x"}
	fmt.Println(a == b, a == any(1), a != nil, any(Sq{1}) == any(Sq{1}), any(1) == any(int64(1)))
	type key struct {
		a int8
		s string
		i any
		f float64
	}
	m := map[key]int{{1, "a", 1, 0}: 1, {1, "a", "x", 0}: 2}
	fmt.Println(m[key{1, "a", 1, 0}], m[key{1, "a", "x", 0}], m[key{1, "a", 2, 0}])
	try("cmp", func() { fmt.Println(any([]int{1}) == any([]int{1})) })
	try("mapkey", func() { m[key{i: []int{}}] = 1 })
	try("assert", func() { _ = a.(int) })
	try("assert2", func() { _ = a.(Shape) })
	try("assert3", func() { var s Shape; _ = s.(*Ci) })
	try("assert4", func() { _ = shapes[0].(*Ci) })
	try("assert5", func() { var e any; _ = e.(fmt.Stringer) })
	try("nilmap", func() { var m map[string]int; m["a"] = 1 })
	try("nilptr", func() { var e *Emb2; fmt.Println(e.Emb.Name()) })
	try("idx", func() { i := 5; fmt.Println([]int{1, 2}[i]) })
	try("err", func() { panic(Str("q")) })
	_, ok := a.(fmt.Stringer)
	v, ok2 := a.(Big)
	w, ok3 := shapes[1].(*Ci)
	fmt.Println(ok, v.s, ok2, w.name, ok3)
}

func init() {
	g := (&G[string]{}).Add("a").Add("b").Add("a")
	var l Lener = g
	fmt.Println(l.Len(), g.m["a"])
	var l2 Lener = *(&G[[2]int]{}).Add([2]int{1, 2})
	fmt.Println(l2.Len())
	fmt.Printf("%T %T %v\n", local(1), local("s"), local(1) == local(1))
	for i := 0; i < 8; i++ {
		fmt.Println(i, tryRec(i))
	}
	mm := map[string]int{}
	for i := 0; i < 1000; i++ {
		mm[fmt.Sprint(i)] += i
	}
	s := 0
	for k, v := range mm {
		s += v + len(k)
	}
	delete(mm, "5")
	_, ok := mm["5"]
	fmt.Println(s, len(mm), ok)
	clear(mm)
	fmt.Println(len(mm))
	mf := map[float64]string{1: "a", 2: "b", 0: "z"}
	mi := map[int32]string{1: "a", 2: "b"}
	mp := map[*int]int{}
	x := new(int)
	mp[x] = 3
	mp[x]++
	var keys []float64
	for k := range mf {
		keys = append(keys, k)
	}
	sort.Float64s(keys)
	fmt.Println(keys, mi[2], mp[x], mf[7] == "")
	type big [200]byte
	mb := map[big]big{}
	mb[big{1}] = big{2}
	mb[big{3}] = big{4}
	fmt.Println(len(mb), mb[big{3}][0], mb[big{9}][0])
	if len(os.Args) > 5 {
		fmt.Println("args")
	}
}
