package main

var m map[string]

var n map[]int

func main() {}
