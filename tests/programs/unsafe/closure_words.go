// A func value points to its code address and the captured words.
package main

import "unsafe"

type funcval struct {
	fn  uintptr
	ctx [3]uintptr
}

func plain() int { return 1 }

//go:noinline
func mk(a, b int) func() int { return func() int { return a*100 + b } }

//go:noinline
func mkRef() (func() int, func(int)) {
	n := 5
	return func() int { return n }, func(v int) { n = v }
}

func main() {
	f := mk(3, 4)
	g := mk(5, 6)
	pf := *(**funcval)(unsafe.Pointer(&f))
	pg := *(**funcval)(unsafe.Pointer(&g))
	println(pf.fn == pg.fn, pf != pg, f(), g())
	println(pf.ctx[0]+pf.ctx[1], pf.ctx[0] == 3 || pf.ctx[0] == 4)
	pf.ctx[0], pf.ctx[1] = 8, 8
	println(f())
	get, set := mkRef()
	pget := *(**funcval)(unsafe.Pointer(&get))
	pset := *(**funcval)(unsafe.Pointer(&set))
	println(pget.ctx[0] == pset.ctx[0], *(*int)(unsafe.Pointer(pget.ctx[0])))
	set(9)
	println(*(*int)(unsafe.Pointer(pget.ctx[0])), get())
	h := plain
	h2 := plain
	println(*(*uintptr)(unsafe.Pointer(&h)) == *(*uintptr)(unsafe.Pointer(&h2)), h())
	var nilf func()
	println(*(*uintptr)(unsafe.Pointer(&nilf)) == 0)
	println(unsafe.Sizeof(f))
	fake := &funcval{fn: pf.fn}
	fake.ctx[0], fake.ctx[1] = 1, 1
	var ff func() int
	*(**funcval)(unsafe.Pointer(&ff)) = fake
	println(ff())
}
