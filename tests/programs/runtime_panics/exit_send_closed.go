// Sending on a closed channel.
package main

func main() {
	c := make(chan int, 3)
	c <- 1
	close(c)
	println(<-c)
	v, ok := <-c
	println(v, ok)
	c <- 2
}
