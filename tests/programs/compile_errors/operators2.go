// More faults of operators.
package main

func main() {
	var i int
	var u uint
	var f float64
	var ch chan<- int
	var rc <-chan int
	_ = i + u
	_ = f % 2
	_ = f << 1
	_ = i << f
	_ = <-ch
	rc <- 1
	ch <- "x"
	_ = &i + 1
	_ = *i
	_ = &5
	_ = ^f
	i &^= 1.5
	_ = i == "a"
}
