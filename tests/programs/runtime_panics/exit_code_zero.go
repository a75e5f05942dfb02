// os.Exit(0) from a goroutine ends everything.
package main

import "os"

func main() {
	go func() {
		println("exiting")
		os.Exit(0)
	}()
	select {}
}
