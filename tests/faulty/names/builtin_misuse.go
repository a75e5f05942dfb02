package main

func main() {
	x := len
	len = 1
	var y int.a
	println = nil
	true = false
	nil = 1
	z := nil
	int := 5
	var w int
}
