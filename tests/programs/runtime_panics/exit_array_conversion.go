// A slice too short for an array.
package main

func main() {
	s := []int{1, 2, 3}
	p := (*[3]int)(s)
	println(p[2])
	q := (*[4]int)(s)
	println(q[3])
}
