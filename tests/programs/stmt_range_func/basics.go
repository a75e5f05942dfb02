// Range over functions of no, one and two values; break, continue, return.
package main

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				println("stopped at", i)
				return
			}
		}
		println("exhausted")
	}
}

func pairs(yield func(string, int) bool) {
	_ = yield("a", 1) && yield("b", 2) && yield("c", 3)
}

func thrice(yield func() bool) {
	for yield() {
	}
}

func find(x int) (i int, ok bool) {
	for v := range count(10) {
		if v*v == x {
			return v, true
		}
	}
	return -1, false
}

func main() {
	for v := range count(3) {
		print(v, " ")
	}
	for v := range count(5) {
		if v%2 == 0 {
			continue
		}
		if v > 2 {
			break
		}
		println("odd", v)
	}
	for k, v := range pairs {
		print(k, v, " ")
	}
	for k := range pairs {
		print(k)
	}
	println()
	n := 0
	for range thrice {
		if n++; n == 4 {
			break
		}
	}
	println(n)
	println(find(9))
	println(find(1000))
	for range count(2) {
		n++
	}
	var x int
	for x = range count(4) {
	}
	println(x, n)
}
