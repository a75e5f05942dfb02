// A panic from a deferred function of a goroutine that is exiting by Goexit.
package main

import "runtime"

func main() {
	done := make(chan int)
	go func() {
		defer close(done)
		defer func() { panic("while exiting") }()
		runtime.Goexit()
	}()
	<-done
	select {}
}
