// Closures share variables, loop variables are per iteration.
package main

func counter() (func() int, func()) {
	n := 0
	return func() int { n++; return n }, func() { n = 100 }
}

func main() {
	inc, reset := counter()
	println(inc(), inc())
	reset()
	println(inc())
	inc2, _ := counter()
	println(inc2())
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
	}
	for _, f := range fs {
		print(f(), " ", f(), " ")
	}
	println()
	fs = nil
	for i := 0; i < 6; i++ {
		fs = append(fs, func() int { return i })
		i++
	}
	for _, f := range fs {
		print(f(), " ")
	}
	println()
	fs = nil
	for k, v := range []string{"a", "bb", "ccc"} {
		fs = append(fs, func() int { return k*10 + len(v) })
	}
	for _, f := range fs {
		print(f(), " ")
	}
	println()
	x := 1
	f := func() { x *= 2 }
	f()
	f()
	x++
	f()
	println(x)
}
