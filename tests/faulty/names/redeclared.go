package main

var a int
var a string

func f() {}

var f = 1

type T int
type T string

func (T) m() {}
func (T) m() {}

func main() {
	x := 1
	var x int
	y, y := 1, 2
}

func main() {}
