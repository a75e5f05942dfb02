package main

func main() {
	x := 1 +
	y := * / 3
	z = x ++ y
}
