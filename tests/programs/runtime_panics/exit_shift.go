// A negative shift.
package main

func main() {
	n := -3
	println(8 >> 1)
	println(8 >> n)
}
