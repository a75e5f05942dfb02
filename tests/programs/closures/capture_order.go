package main

import (
	"fmt"
	"runtime"
	"unsafe"
)

// words reads n words of a closure's context, behind the code address.
func words(f any, n int) []uintptr {
	p := *(*unsafe.Pointer)(unsafe.Add(unsafe.Pointer(&f), 8))
	out := make([]uintptr, n)
	for i := range out {
		out[i] = *(*uintptr)(unsafe.Add(p, 8*(i+1)))
	}
	return out
}

var sink any
var hole func() int

//go:noinline
func lens(a int, b string, c int) func() int { return func() int { return a + len(b)*c } }

//go:noinline
func chain(a, b, c, d, e int) func() int { return func() int { return a - b + c*d - e } }

//go:noinline
func assign(a, b, c int) func() int { return func() int { x := a; x, y := b, c; return x + y } }

type P struct{ x, y int }

//go:noinline
func (p P) recv(a int) func() int { return func() int { return a + p.y } }

//go:noinline
func lhsFirst(m []int, k int, v int) func() int { return func() int { m[k] = v; return 0 } }

//go:noinline
func opAssign(p *int, a int) func() int { return func() int { *p += a; return 0 } }

//go:noinline
func literal(a, b, c int) func() int { return func() int { p := P{y: c, x: a}; return p.x + b } }

//go:noinline
func mapLiteral(a, b, c, d int) func() int {
	return func() int { m := map[int]int{b: a, d: c}; return len(m) }
}

//go:noinline
func ranging(k int, s []int, z int) func() int {
	return func() int {
		t := 0
		var i int
		for i = range s {
			t += z
		}
		return t + i + k
	}
}

//go:noinline
func forLoop(a, b, c int) func() int {
	return func() int {
		t := 0
		for i := 0; i < b; i += a {
			t += c
		}
		return t
	}
}

//go:noinline
func nested(a, b, c, d int) func() func() int {
	return func() func() int {
		x := d
		return func() int { return c + b + x + a }
	}
}

//go:noinline
func ifs(a, b, c int) func() int {
	return func() int {
		const debug = false
		if debug {
			return c
		}
		if b > 0 {
			return a
		}
		return 5
	}
}

//go:noinline
func deadTail(a, b int) func() int {
	return func() int {
		return b
		println(a)
		return a
	}
}

//go:noinline
func switches(a, b, c, d int) func() int {
	return func() int {
		switch d {
		case c:
			return b
		default:
			return a
		}
	}
}

//go:noinline
func constSwitch(a, b int) func() int {
	return func() int {
		switch 1 {
		case 2:
			return a
		}
		return b
	}
}

//go:noinline
func result(a, b int) (f func() int, r int) {
	f = func() int { r += b; r -= a; return r }
	return f, 1
}

//go:noinline
func selects(a int, ch chan int, b int, ch2 chan int) func() int {
	return func() int {
		select {
		case v := <-ch2:
			return v + b
		case ch <- a:
		default:
		}
		return 0
	}
}

//go:noinline
func callArgs(f func(int, int) int, a, b int) func() int { return func() int { return f(b, a) } }

//go:noinline
func slicing(s []int, lo, hi int) func() []int { return func() []int { return s[lo:hi] } }

//go:noinline
func big(a [20]int, b int) func() int { return func() int { return b + a[3] } }

//go:noinline
func small(a int8, b int64, c bool, d int16) func() int {
	return func() int {
		if c {
			return int(d)
		}
		return int(a) + int(b)
	}
}

//go:noinline
func dead2(a, b int) func() int {
	return func() int {
		if false && a > 0 {
			return a
		}
		return b
	}
}

//go:noinline
func forDead(a, b int) func() int {
	return func() int {
		for false {
			b += a
		}
		return b
	}
}

type I interface{ M(int) int }

func (p P) M(x int) int  { return p.x + x }
func (p *P) N(x int) int { return p.x + x }

func main() {
	b3 := "abc"
	fmt.Println(words(lens(11, b3, 22), 4)[0], words(lens(11, b3, 22), 4)[2:])
	fmt.Println(words(chain(1, 2, 3, 4, 5), 5))
	fmt.Println(words(assign(1, 2, 3), 3))
	fmt.Println(words(P{7, 8}.recv(1), 3))
	fmt.Println(words(lhsFirst(make([]int, 3, 4), 1, 2), 5)[1:])
	n := 5
	fmt.Println(words(opAssign(&n, 3), 2)[1])
	fmt.Println(words(literal(1, 2, 3), 3))
	fmt.Println(words(mapLiteral(1, 2, 3, 4), 4))
	fmt.Println(words(ranging(9, make([]int, 2, 3), 8), 5)[1:])
	fmt.Println(words(forLoop(1, 2, 3), 3))
	fmt.Println(words(nested(1, 2, 3, 4), 4))
	fmt.Println(words(nested(1, 2, 3, 4)(), 4))
	fmt.Println(words(ifs(1, 2, 3), 2))
	fmt.Println(words(deadTail(1, 2), 1))
	fmt.Println(words(switches(1, 2, 3, 4), 4))
	fmt.Println(words(constSwitch(1, 2), 1))
	f, _ := result(1, 2)
	fmt.Println(words(f, 3)[1:], *(*int)(unsafe.Pointer(words(f, 1)[0])))
	runtime.KeepAlive(f) // words gives an address as a number
	c1, c2 := make(chan int), make(chan int)
	w := words(selects(1, c1, 2, c2), 4)
	fmt.Println(w[0] == *(*uintptr)(unsafe.Pointer(&c2)), w[1], w[2] == *(*uintptr)(unsafe.Pointer(&c1)), w[3])
	fmt.Println(words(callArgs(func(int, int) int { return 0 }, 1, 2), 3)[1:])
	fmt.Println(words(slicing(make([]int, 5, 6), 1, 2), 5)[1:])
	fmt.Println(words(big([20]int{}, 1), 2)[0])
	fmt.Println(words(small(-1, -2, true, 3), 2))
	fmt.Println(words(dead2(1, 2), 1))
	fmt.Println(words(forDead(1, 2), 1)[0] != 1)
	p := P{3, 4}
	fmt.Println(words(p.M, 2))
	fmt.Println(words((&p).M, 2))
	fmt.Println(words((&p).N, 1)[0] == uintptr(unsafe.Pointer(&p)))
	var i I = &p
	g := i.M
	fmt.Println(words(g, 2)[1] == uintptr(unsafe.Pointer(&p)))
	for x := range seq(words, 41, 42) {
		fmt.Println(x)
	}
	a, b := 31, 32
	for x := range func(yield func(int) bool) { sink = words(yield, 3)[1:]; yield(1) } {
		fmt.Println(b, x, a, sink)
	}
	outer := func(n int) (r int) {
		for x := range func(yield func(int) bool) { sink = words(yield, 3); yield(1) } {
			if x == n {
				fmt.Println(n, sink.([]uintptr)[1:2])
				return x
			}
		}
		return 0
	}
	fmt.Println(outer(1))
}

func seq(words func(any, int) []uintptr, a, b int) func(func(int) bool) {
	return func(yield func(int) bool) {
		yield(b)
		yield(a)
	}
}
