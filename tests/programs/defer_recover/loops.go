// Many deferred calls in loops, also recursion with recovery.
package main

func many(n int) (sum int) {
	for i := range n {
		defer func() { sum += i }()
	}
	return 0
}

func rec(n int) (r int) {
	defer func() {
		if e := recover(); e != nil {
			r = e.(int) + 1
			if n > 0 {
				panic(r)
			}
		}
	}()
	if n == 10 {
		panic(0)
	}
	return rec(n + 1)
}

func conditional(a, b, c bool) {
	if a {
		defer print("a")
	}
	if b {
		defer print("b")
	}
	if c {
		defer print("c")
	}
}

func main() {
	println(many(1000))
	println(rec(0))
	for i := range 8 {
		conditional(i&1 != 0, i&2 != 0, i&4 != 0)
		print(",")
	}
	println()
}
