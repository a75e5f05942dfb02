package main

func a(x ...int, y int) {}
func b(...) {}
func c() ...int { return nil }

var d ...int

type E struct{ f ...int }

func main() {}
