// Package-level declarations in any order, methods after use, mutual recursion.
package main

var total = compute(base) + extra

func main() {
	println(total, base, extra, limit)
	println(even(10), odd(10))
	var n node = leaf{3}
	println(n.eval(), tree{leaf{1}, tree{leaf{2}, leaf{4}}}.eval())
	var l list
	l = append(l, list{}, list{list{}})
	println(len(l), len(l[1]))
	var f fn
	f = func(g fn) int {
		if g == nil {
			return 1
		}
		return 1 + g(nil)
	}
	println(f(f))
}

type fn func(fn) int
type list []list
type tree struct{ l, r node }
type leaf struct{ v int }
type node interface{ eval() int }

func (t tree) eval() int { return t.l.eval()*10 + t.r.eval() }
func (l leaf) eval() int { return l.v }

func even(n int) bool { return n == 0 || odd(n-1) }
func odd(n int) bool  { return n != 0 && even(n-1) }

func compute(x int) int { return x * factor }

var base = limit / 2
var extra, factor = two()

func two() (int, int) { return limit, 3 }

const limit = 1 << size
const size = 4
