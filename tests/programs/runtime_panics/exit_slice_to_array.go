// A slice too short for the array it is converted to.
package main

func main() {
	s := make([]int, 2, 10)
	_ = [2]int(s)
	p := (*[0]int)(s[:0])
	println(p != nil)
	_ = (*[4]int)(s)
}
