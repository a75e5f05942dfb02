// An unrecovered slice error.
package main

func main() {
	s := make([]byte, 3, 10)
	n := 11
	println(len(s[2 : n-1]))
	println(len(s[2:n]))
}
