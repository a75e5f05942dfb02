package main

var x

func main() {
	var y
	const z
}
