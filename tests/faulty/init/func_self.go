package main

var f = func() int { return g() }

func g() int { return h }

var h = f()

func main() {}
