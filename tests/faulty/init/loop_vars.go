package main

var a = b
var b = c + 1
var c = f()

func f() int { return a }

var x = x

func main() {}
