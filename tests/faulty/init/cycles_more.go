// all errors
package main

var a = b + 1
var b = f()

func f() int { return c }

var c = a

type T struct{ x int }

func (t T) m() int { return d }

var d = T{}.m()

var e = func() int { return e2 }()
var e2 = func() int { return e }()

var g, h = two()

func two() (int, int) { return h, 1 }

var i interface{ m() int } = T{j}
var j = i.m()

var k = [...]func() int{kf}

func kf() int { return k[0]() }

var l = &l2
var l2 = *l

var m = m

var n = len(n2)
var n2 [3]*int = [3]*int{&n}

func main() {}
