// Output before a panic is complete, deferred calls print in order.
package main

import (
	"fmt"
	"os"
)

func a() {
	defer fmt.Println("a deferred")
	b()
	fmt.Println("a not reached")
}

func b() {
	defer fmt.Println("b deferred 1")
	defer func() {
		fmt.Println("b deferred 2")
	}()
	var s []int
	fmt.Println("in b")
	s[len(os.Args)] = 1
}

func main() {
	defer fmt.Println("main deferred")
	a()
}
