// main ends by Goexit while others still work; when they are done it is a deadlock.
package main

import (
	"fmt"
	"runtime"
	"time"
)

func main() {
	go func() {
		time.Sleep(10 * time.Millisecond)
		fmt.Println("worker done")
	}()
	defer fmt.Println("main deferred")
	runtime.Goexit()
}
