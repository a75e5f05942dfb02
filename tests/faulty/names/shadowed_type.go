package main

func main() {
	string := 1
	var s string
	len := 2
	println(len("a"), s)
}
