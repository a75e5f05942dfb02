// Tuple assignment evaluates operands first, then assigns left to right.
package main

type node struct {
	next *node
	v    int
}

func idx(n int) int { print("i", n, " "); return n }

func val(n int) int { print("v", n, " "); return n }

func main() {
	a := []int{1, 2, 3}
	i := 0
	i, a[i] = 1, 2
	println(i, a[0])
	i = 0
	a[i], i = 2, 1
	println(a[0], i)
	a[0], a[0] = 1, 2
	println(a[0])
	a[idx(1)], a[idx(2)] = val(3), val(4)
	println(a[1], a[2])
	x := []int{1, 2, 3}
	i = 0
	i, x[i] = 2, x[1]
	println(i, x[0])
	func() {
		defer func() { println(recover() != nil, x[1], i) }()
		x[1], x[i+3] = 40, 5
	}()
	n := &node{v: 1}
	n.next = &node{v: 2}
	n, n.v = n.next, 9
	println(n.v)
	h := &node{nil, 1}
	h.next, h = h, h.next
	println(h == nil)
	p, q, r := 1, 2, 3
	p, q, r = q, r, p
	println(p, q, r)
	m := map[string]int{}
	m["a"], m["b"] = len(m), len(m)+1
	println(m["a"], m["b"])
	s := []int{0, 1, 2}
	s, s[0] = []int{9, 9}, 7
	println(s[0], len(s))
	func() {
		var np *node
		defer func() { println(recover() != nil, p) }()
		p, np.v = 100, val(1)
	}()
	var e any = 5
	v, ok := e.(int)
	v, ok = v+1, !ok
	println(v, ok)
}
