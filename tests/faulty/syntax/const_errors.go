package main

const a int

const (
	b, c = 1
	d
)

const e = 1, 2

func main() {}
