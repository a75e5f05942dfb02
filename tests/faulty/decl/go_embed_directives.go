package main

//go:embed x.txt
var s string

//go:linkname f runtime.f
func f()

//go:noinline
var x int

func main() {}
