// A panic with a string, one with newlines.
package main

func main() {
	defer println("deferred runs first")
	panic("first line\nsecond line")
}
