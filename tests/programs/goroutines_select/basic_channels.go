// Unbuffered and buffered channels, close, len, cap, direction, nil.
package main

func producer(n int, out chan<- int) {
	for i := range n {
		out <- i * i
	}
	close(out)
}

func consumer(in <-chan int, done chan<- int) {
	s := 0
	for v := range in {
		s += v
	}
	done <- s
}

func main() {
	c, done := make(chan int), make(chan int)
	go producer(10, c)
	go consumer(c, done)
	println(<-done)
	b := make(chan string, 3)
	b <- "a"
	b <- "b"
	println(len(b), cap(b), <-b, len(b))
	close(b)
	v, ok := <-b
	println(v, ok)
	v, ok = <-b
	println(v == "", ok)
	var n chan int
	println(n == nil, len(n), cap(n))
	cc := make(chan chan int, 1)
	cc <- make(chan int, 1)
	inner := <-cc
	inner <- 7
	println(<-inner)
	f := make(chan func() int, 1)
	f <- func() int { return 3 }
	println((<-f)())
	type big struct{ a [50]int }
	bc := make(chan big)
	go func() { x := big{}; x.a[49] = 5; bc <- x }()
	println((<-bc).a[49])
	z := make(chan struct{}, 2)
	z <- struct{}{}
	println(len(z))
	var r <-chan int = inner
	println(r == inner)
	e := make(chan error, 1)
	e <- nil
	println(<-e == nil)
}
