// Directions of channels.
package main

func prod(c chan<- int) {
	<-c
	for range c {
	}
	_, _ = <-c
	close(c)
}

func cons(c <-chan int) {
	c <- 1
	close(c)
	var d chan int = c
	var e chan<- int = c
	select {
	case c <- 5:
	case x := 5:
	}
	_ = d
	_ = e
}

func main() {
	c := make(chan int)
	prod(c)
	cons(c)
	c <- "a"
	var s chan string = c
	len(c)
	<-main
}
