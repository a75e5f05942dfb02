package main

const tiny = 1e-600000000

var a = 1i / tiny
var b = 2 / (tiny + tiny*1i)
var c = complex128(3) / 0i
var d = int8(complex64(1000))
var e = int(1e40)
var f int = 1 + 1e-90

func main() {}
