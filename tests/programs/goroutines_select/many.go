// Ten thousand goroutines, deep stacks in each, results summed.
package main

func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}

func rec(n int) int {
	var a [20]int
	if n == 0 {
		return 0
	}
	a[n%20] = n
	return rec(n-1) + a[n%20] - n + 1
}

func main() {
	const n = 10000
	c := make(chan int, 100)
	for i := range n {
		go func() { c <- i }()
	}
	s := 0
	for range n {
		s += <-c
	}
	println(s)
	for range 50 {
		go func() { c <- rec(3000) }()
	}
	s = 0
	for range 50 {
		s += <-c
	}
	println(s)
	for i := range 10 {
		go func() { c <- fib(15 + i%3) }()
	}
	s = 0
	for range 10 {
		s += <-c
	}
	println(s)
	println(rec(100000))
}
