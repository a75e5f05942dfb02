// An unrecovered index error ends the program with status 2.
package main

func get(s []string, i int) string { return s[i] }

func main() {
	println("before")
	println(get([]string{"a"}, 0))
	println(get([]string{"a"}, 3))
	println("after")
}
