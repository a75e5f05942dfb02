// A make with a length out of range.
package main

func main() {
	n := -5
	defer println("deferred")
	s := make([]string, n)
	println(len(s))
}
