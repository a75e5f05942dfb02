package main

func main() {
	var r <-chan int
	var s chan<- int
	var c chan int
	r <- 1
	<-s
	close(r)
	c <- "a"
	for range s {
	}
	5 <- 1
	<-5
	var d chan string = c
	for a, b := range c {
	}
	c = r
	_ = cap(5)
}
