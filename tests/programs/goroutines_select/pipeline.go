// Prime sieve and ping-pong through chains of goroutines.
package main

func gen(c chan<- int) {
	for i := 2; ; i++ {
		c <- i
	}
}

func filter(in <-chan int, out chan<- int, p int) {
	for {
		if i := <-in; i%p != 0 {
			out <- i
		}
	}
}

func main() {
	c := make(chan int)
	go gen(c)
	for range 30 {
		p := <-c
		print(p, " ")
		d := make(chan int)
		go filter(c, d, p)
		c = d
	}
	println()
	ping, pong := make(chan int), make(chan int)
	go func() {
		for v := range ping {
			pong <- v + 1
		}
		close(pong)
	}()
	x := 0
	for range 1000 {
		ping <- x
		x = <-pong
	}
	close(ping)
	_, ok := <-pong
	println(x, ok)
	const n = 2000
	first := make(chan int)
	left := first
	for range n {
		right := make(chan int)
		go func(l, r chan int) { l <- 1 + <-r }(left, right)
		left = right
	}
	go func() { left <- 0 }()
	println(<-first)
}
