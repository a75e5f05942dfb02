// os.Exit in a deferred function during a panic: the panic is not printed, no other defers run.
package main

import (
	"fmt"
	"os"
)

func main() {
	defer fmt.Println("not run")
	defer func() {
		fmt.Println("exiting with", recover())
		os.Exit(7)
	}()
	defer fmt.Println("run")
	panic("x")
}
