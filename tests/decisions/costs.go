package costs

type tree struct {
	left, right *tree
	n           int
	names       []string
}

func (t *tree) Sum(x int) int { return t.n + t.n*x }

func (t tree) First() string { return t.names[0] + "!" }

func swap(a, b int) (int, int) {
	a, b = b, a
	return a, b
}

func branches(x int) (r int) {
	if x > 3 {
		x++
		r = -x
	} else if y := x * 2; y < 2 {
		r += y
	} else {
		return 'a'
	}
	return
}

func loops(xs []int) (n int) {
	for i := 0; i < len(xs); i++ {
		n += xs[i]
		if n > 10 {
			break
		}
	}
	for range xs {
		n++
	}
	return
}

func switches(x any) int {
	switch y := x.(type) {
	case int:
		return y
	}
	switch {
	case x == nil:
		return 3
	}
	return 0
}

func literals() *tree {
	var z tree
	_ = z
	return &tree{n: 1, names: []string{"a"}}
}

func channels(c chan int, d chan string) {
	c <- 1
	<-c
	select {
	case <-c:
	case v := <-d:
		_ = v
	case _, ok := <-c:
		_ = ok
	case d <- "s":
	default:
	}
	close(c)
}

func closure() func() int {
	x := 1
	return func() int { x++; return x }
}

func callback(f func(int) int) int { return f(3) + f(2.0) }

func gotos() {
L:
	for {
		break L
	}
	goto end
end:
}

func strs(a, b string) bool { return a+b+"c" == "abc" && !(a < b) || a != "" }

func complexes(c complex128, n uint8, p *[4]int) (bool, int) {
	return real(c) > 2 && imag(c) < 3, p[n]&^3<<2
}

func variadic(xs ...int) int { return len(xs) + cap(xs) }

func calls() int { return variadic(1, 2) + variadic() }

func recursive(n int) int {
	if n == 0 {
		return 0
	}
	return recursive(n-1) + 1
}

func deferred() { defer println("x") }

func recovers() any { return recover() }

func starts() { go deferred() }

func dear(t *tree) int {
	f := t.Sum
	return f(1) + f(2) + recursive(3) + recursive(4)
}

//go:noinline
func never() {}

func initialized() int { never(); return calls() }
