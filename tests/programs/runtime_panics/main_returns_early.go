// Returning from main does not wait for goroutines or their deferred calls.
package main

func main() {
	block := make(chan int)
	started := make(chan bool)
	go func() {
		defer println("never")
		started <- true
		<-block
	}()
	<-started
	println("main ends")
}
