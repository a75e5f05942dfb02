package main

var a, b = 1
var c, d int = 1, 2, 3
var f, g = two(), 2
var m, n string = two()
var o, p, q = two()
var r = none()

const s, t = 1
const u = 1, 2

func two() (int, int) { return 1, 2 }
func none()           {}

func main() {}
