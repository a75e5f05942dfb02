package main

var a, b = 1
var c, d int = 1, 2, 3
var e string = 1
var f, g = two(), 2
var h int, i string
var _ = undefined
var j = k.l
var m, n float64 = two()

func two() (int, int) { return 1, 2 }

func main() {}
