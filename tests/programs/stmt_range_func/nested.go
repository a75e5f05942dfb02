// Nested loops over functions with labels, goto, defer and returns through levels.
package main

func seq(name string, n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer println("end", name)
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func work(limit int) (res string, n int) {
	defer func() { println("work deferred", res, n) }()
outer:
	for i := range seq("outer", 4) {
		for j := range seq("inner", 4) {
			n++
			switch {
			case i == 0 && j == 1:
				continue outer
			case i == 1 && j == 2:
				break
			case i == 2:
				if limit == 2 {
					return "returned", i*10 + j
				}
				break outer
			}
			defer println("deferred in loops", i, j)
		}
	}
	return "fell out", n
}

func jump() int {
	for i := range seq("g", 3) {
		if i == 1 {
			goto done
		}
	}
	println("not reached")
done:
	return 5
}

func main() {
	println(work(2))
	println(work(9))
	println(jump())
	for i := range seq("x", 2) {
		for _, v := range []int{1, 2, 3} {
			for k := range 2 {
				if v == 2 && k == 1 {
					break
				}
				print(i, v, k, " ")
			}
		}
	}
	println()
}
