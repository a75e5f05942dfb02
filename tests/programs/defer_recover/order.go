// Deferred calls run last in first out, arguments are evaluated at once.
package main

func trace(s string) string { println("enter", s); return s }

func un(s string) { println("leave", s) }

func f() (r int) {
	defer un(trace("f"))
	for i := 0; i < 3; i++ {
		defer println("loop", i)
	}
	x := 1
	defer println("x was", x)
	defer func() { println("x is", x) }()
	x = 2
	defer func(p *int) { *p *= 10 }(&r)
	return x + 3
}

func main() {
	println(f())
	func() {
		for i := range 4 {
			if i%2 == 0 {
				defer func() { print(i, " ") }()
			}
		}
	}()
	println()
}
