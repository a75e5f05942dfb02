// Goexit in main with no other goroutine is a deadlock.
package main

import "runtime"

func main() {
	defer println("deferred")
	runtime.Goexit()
	println("not reached")
}
