package flows

import "unsafe"

type T struct {
	p *int
	n *T
	a [4]*int
	s []*int
	m map[string]*int
	i any
}

var global *int
var sink any

func leakGlobal(p *int)            { global = p }
func ident(p *int) *int            { return p }
func deref(t *T) *int              { return t.p }
func deref2(t *T) *int             { return t.n.p }
func noleak(p *int) int            { return *p }
func store(t *T, p *int)           { t.p = p }
func two(p, q *int) (*int, *int)   { return q, p }
func named(p *int) (r *int)        { r = p; return }
func viaTwo(p, q *int) *int        { a, _ := two(p, q); return a }
func slice(s []*int) *int          { return s[0] }
func array(a [2]*int) *int         { return a[1] }
func parray(a *[2]*int) []*int     { return a[:] }
func mapped(m map[string]*int) *int { return m["a"] }
func chans(c chan *int, p *int)    { c <- p }
func iface(x any) any              { return x }
func assert(x any) *int            { return x.(*int) }
func assertT(x any) T              { return x.(T) }
func str(b []byte) string          { return string(b) }
func bytes(s string) []byte        { return []byte(s) }
func concat(a, b string) string    { return a + b + "x" }
func uptr(p *int) uintptr          { return uintptr(unsafe.Pointer(p)) }
func back(p *int) unsafe.Pointer   { return unsafe.Pointer(uintptr(unsafe.Pointer(p)) + 8) }

func locals() int {
	x := 1
	p := &x
	q := ident(p)
	t := T{p: q}
	u := &T{n: &t}
	return *u.n.p
}

func escapes() *int {
	x := 1
	p := &x
	return ident(p)
}

func loops() int {
	var last *int
	for i := 0; i < 10; i++ {
		x := i
		last = &x
	}
	for i := 0; i < 10; i++ {
		y := new(int)
		*y = i
		_ = y
	}
	return *last
}

func gotoLoop() int {
	var keep *int
	n := 0
again:
	x := new(int)
	keep = x
	n++
	if n < 10 {
		goto again
	}
	return *keep
}

func makes(n int) int {
	a := make([]int, 10)
	b := make([]int, n)
	c := make([]int, 10000)
	d := make([]int, 1<<20)
	const k = 100
	e := make([]int, 0, k)
	m := make(map[int]int)
	f := []int{1, 2, 3}
	g := map[string]int{"a": 1}
	ch := make(chan int)
	_ = ch
	return len(a) + len(b) + len(c) + len(d) + len(e) + len(m) + len(f) + len(g)
}

func bigVar() int {
	var a [1 << 20]byte
	var b [1 << 10]byte
	p := new([1 << 17]byte)
	return int(a[1]) + int(b[1]) + int(p[1])
}

func boxes(i int, s string, p *int, t T) {
	var x any = i
	_ = x
	sink = s
	sink = p
	y := any(t)
	_, _ = y.(T)
	if y == x {
		panic(i)
	}
	iface(t)
	variadic(i, s, p)
	variadicLeak(i, s)
}

func variadic(a ...any) int { return len(a) }
func variadicLeak(a ...any) { sink = a[0] }

func selfAssign(t *T, i, j int) {
	t.s = t.s[i:j]
	t.a[i] = t.a[j]
	t.p, t.n = t.p, t.n
}

func switches(x any) *int {
	switch v := x.(type) {
	case *int:
		return v
	case T:
		return v.p
	case []byte:
		return nil
	}
	switch x {
	case 1, "a":
		return nil
	}
	return nil
}

func appends(s []*int, p *int) []*int {
	var local []*int
	x := 1
	local = append(local, &x)
	s = append(s, p)
	s = append(s, local...)
	return s
}

func copies(dst, src []*int) { copy(dst, src) }

func mapKeys(p *int) int {
	m := map[any]int{}
	m[p] = 1
	k := 5
	m[k]++
	return m[k]
}

func ranges(a []T, m map[string]*T, c chan *int, b [3]*int) *int {
	for _, t := range a {
		sink = t.p
	}
	for _, v := range m {
		return v.p
	}
	for p := range c {
		return p
	}
	for _, p := range b {
		return p
	}
	for i := range 10 {
		sink = &i
	}
	return nil
}

func selects(c chan *int, p *int) *int {
	select {
	case c <- p:
	case q := <-c:
		return q
	}
	return nil
}

func (t *T) ptr() *int    { return t.p }
func (t T) val() *int     { return t.p }
func (t *T) self() *T     { return t }

type E struct{ *T }
type V struct{ T }

func embedded(e E, v *V) (*int, *int, *T) { return e.p, v.val(), v.self() }

func methodValues(t *T) func() *int {
	f := t.ptr
	_ = f()
	return t.val
}

func methodExprs(t *T) *int { return (*T).ptr(t) }

type I interface{ ptr() *int }

func dynamic(i I) *int { return i.ptr() }

func callDynamic() {
	t := &T{}
	dynamic(t)
	t2 := T{}
	t2.ptr()
	t2.self()
}

func even(n int, p *int) *int {
	if n == 0 {
		return p
	}
	return odd(n-1, p)
}

func odd(n int, p *int) *int { return even(n-1, p) }
