// Sending to a nil channel blocks for ever.
package main

func main() {
	var c chan int
	go func() { println("other done") }()
	c <- 1
}
