// A panic in a goroutine ends the whole program.
package main

func main() {
	defer println("not run")
	done := make(chan bool)
	go func() {
		defer close(done)
		defer println("deferred in the goroutine")
		panic("from goroutine")
	}()
	<-done
	select {}
}
