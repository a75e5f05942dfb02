// A select on nil channels only blocks for ever; others have ended.
package main

import "fmt"

func main() {
	var a chan int
	var b chan<- string
	go func() { fmt.Println("goroutine runs") }()
	done := make(chan bool)
	go func() { close(done) }()
	<-done
	select {
	case <-a:
	case b <- "x":
	}
}
