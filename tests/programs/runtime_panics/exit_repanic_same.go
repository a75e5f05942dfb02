// Raising the recovered value again prints it as repanicked.
package main

import "errors"

func f() {
	defer func() {
		if r := recover(); r != nil {
			panic(r)
		}
	}()
	panic(errors.New("again"))
}

func main() {
	defer println("main deferred")
	f()
}
