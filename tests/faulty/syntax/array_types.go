package main

var a [...]int

var b [3int

func main() {}
