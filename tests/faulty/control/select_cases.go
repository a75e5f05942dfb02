package main

func f() int { return 1 }

func main() {
	c := make(chan int)
	s := make(chan<- int)
	select {
	case f():
	case x := f():
	case <-s:
	case c <- "a":
	case a, b, d := <-c:
	case f() <- 1:
	}
}
