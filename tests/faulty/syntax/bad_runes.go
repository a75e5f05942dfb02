package main

func main() {
	a := ''
	b := 'ab'
	c := '
	_, _, _ = a, b, c
}
