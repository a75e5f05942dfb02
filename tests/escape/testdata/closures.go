package closures

var sink any
var gf func()

func byValue(n int) func() int { return func() int { return n } }

func byRef() func() int {
	n := 0
	return func() int { n++; return n }
}

func direct(p *int) int {
	x := 1
	func() { x++ }()
	return x + func(q *int) int { return *q }(p)
}

func local(p *int) int {
	x := 1
	f := func(q *int) int { x += *q; return x }
	return f(p) + f(&x)
}

func reassignedVar(b bool) int {
	x := 1
	f := func() *int { return &x }
	if b {
		f = func() *int { return nil }
	}
	return *f()
}

func recursive(n int) int {
	var f func(int) int
	f = func(k int) int {
		if k == 0 {
			return 0
		}
		return f(k-1) + n
	}
	return f(n)
}

func takes(f func(*int) int) int { x := 1; return f(&x) }

func gives(n int) int { return takes(func(p *int) int { return *p + n }) }

func keeps(f func()) { gf = f }

func giveKeep() {
	x := 1
	keeps(func() { x++ })
}

func defers(p *int) (err error) {
	x := 1
	defer func() { x++ }()
	defer release(p, &x)
	for i := 0; i < 3; i++ {
		defer func() { x += i }()
		defer release(p, nil)
	}
	defer println(x)
	defer func() {
		if r := recover(); r != nil {
			err = r.(error)
		}
	}()
	return nil
}

func release(p, q *int) {}

func gos(p *int) {
	x := 1
	go func() { x++ }()
	go release(p, &x)
	go func(q *int) {}(p)
}

func nested(n int) func() func() int {
	m := n
	return func() func() int {
		return func() int { m++; return m + n }
	}
}

func returnsOuter() int {
	var u int
	f := func() *int { return &u }
	return *f()
}

func loopVars() []func() int {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
	}
	for j := range 3 {
		fs = append(fs, func() int { return j })
	}
	for k := 0; k < 3; k++ {
		func() int { return k }()
	}
	return fs
}

func seq(n int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func assignedBefore() int {
	x := 0
	x = 5
	f := func() int { return x }
	return f()
}

type big struct{ a [200]byte }

func bigCapture() func() byte {
	var b big
	return func() byte { return b.a[0] }
}

func inCondition(p *int) bool {
	f := func() bool { return *p > 0 }
	return f() && func() bool { return *p > 1 }()
}

type S struct{ f func() }

func field(s *S) {
	x := 1
	s.f = func() { x++ }
	t := S{f: func() { x-- }}
	t.f()
}
