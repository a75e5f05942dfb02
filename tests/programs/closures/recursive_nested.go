// Recursive closures, closures returning closures, captured parameters and results.
package main

func compose(fs ...func(int) int) func(int) int {
	return func(x int) int {
		for _, f := range fs {
			x = f(x)
		}
		return x
	}
}

func curry(a int) func(int) func(int) int {
	return func(b int) func(int) int {
		a++
		return func(c int) int {
			b++
			return a*100 + b*10 + c
		}
	}
}

func res() (n int, f func() int) {
	f = func() int { n++; return n }
	n = 5
	return n + 1, f
}

func main() {
	var fib func(int) int
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	}
	println(fib(20))
	println(compose(func(x int) int { return x + 1 }, func(x int) int { return x * x }, fib)(3))
	c := curry(1)
	d := c(2)
	println(d(3), d(3), c(2)(3))
	n, f := res()
	println(n, f(), f())
	var even, odd func(uint) bool
	even = func(n uint) bool { return n == 0 || odd(n-1) }
	odd = func(n uint) bool { return n != 0 && even(n-1) }
	println(even(100), odd(7))
	println(func(a, b int) int { return a - b }(5, 3))
	var y func(func(func(int) int) func(int) int) func(int) int
	y = func(g func(func(int) int) func(int) int) func(int) int {
		return func(x int) int { return g(y(g))(x) }
	}
	println(y(func(self func(int) int) func(int) int {
		return func(n int) int {
			if n == 0 {
				return 1
			}
			return n * self(n-1)
		}
	})(10))
}
