package main

var a = iota

func f() int { return iota }

const b = iota + c
const c = b

const (
	d int8 = 100 + iota*20
	e
	g
)

const (
	h, i = iota, iota
	j
)

func main() {}
