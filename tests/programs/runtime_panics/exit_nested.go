// A panic in a deferred call during a panic.
package main

func main() {
	defer func() {
		defer func() {
			println("inner deferred")
			panic("third")
		}()
		panic("second")
	}()
	panic("first")
}
