// Package variables are initialized by dependency, then init functions in order.
package main

var (
	a    = c + b
	b    = f("b", 1)
	c    = f("c", 2)
	d    = func() int { return e }()
	e    = f("e", 4)
	_    = f("blank", 0)
	x, y = two()
	z    = T.get
	w    = T(0).val()
	arr  = [...]int{f("arr0", 1), f("arr1", len(name))}
	name = "nm" + str
	str  = strings()
)

type T int

func (t T) get() int { return g1 }
func (t T) val() int { return g2 + 1 }

var g1 = f("g1", 7)
var g2 = f("g2", 8)

func strings() string { println("str"); return "!" }

func two() (int, int) { println("two"); return a, d }

func f(s string, n int) int { println("init", s); return n }

func init() { println("init 1", a, b, c, d, e, x, y); m["later"] = 1 }

func init() { println("init 2", w, z(0), arr[1], name, len(m)) }

var m = map[string]int{"k": f("m", 3)}

func main() { println("main", p == &q, *p) }

var p = &q
var q = f("q", 9)

func init() { println("init 3") }
