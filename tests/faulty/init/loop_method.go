package main

type T struct{}

var t = T{}.m()

func (T) m() int { return g() }

func g() int { return t }

var p = &q
var q = *p
var ok = func() int { return 1 }

func main() {}
