// all errors
package main

func main() {
	c := make(chan int)
	ro := (<-chan int)(c)
	so := (chan<- int)(c)
	var x int
	var s string
	select {
	case x = <-c:
	case s = <-c:
	case x := <-c:
	case x, ok := <-ro:
	case ro <- 1:
	case <-so:
	case c <- "a":
	case x:
	case x > 1:
	case f():
	case x, y, z := <-c:
	case c <- 1, 2:
	case x += <-c:
	case var y = <-c:
	case <-c + 1:
	case (<-c):
	case x = (<-c):
	default:
	default:
	}
	select {
	case x, s = <-c:
	}
	select x {
	}
	c <- <-ro
	so <- s
	<-x
	x <- 1
	c <- c <- 1
	for x := range so {
	}
}
