// Values that only something unusual keeps alive survive collections: interior pointers, closures, channels, timers, maps, interfaces, defer.
package main

import (
	"fmt"
	"runtime"
	"strings"
	"time"
)

type node struct {
	val  [4]int
	name string
	kids []*node
}

func build(d int) *node {
	n := &node{val: [4]int{d, d, d, d}, name: strings.Repeat("x", d)}
	if d > 0 {
		for range 3 {
			n.kids = append(n.kids, build(d-1))
		}
	}
	return n
}
func (n *node) sum() (s int) {
	for _, k := range n.kids {
		s += k.sum()
	}
	return s + n.val[3] + len(n.name)
}
func churn() {
	for range 50 {
		_ = make([]byte, 1<<14)
		_ = build(3)
	}
	runtime.GC()
}

func interior() *int { return &build(2).val[2] }
func tail() []int    { s := make([]int, 1000); s[999] = 5; return s[998:] }
func substr() string { return strings.Repeat("abc", 1000)[2990:] }

func main() {
	root := build(6)
	p, t, s := interior(), tail(), substr()
	f := func() func() int { n := build(3); return func() int { return n.sum() } }()
	c := make(chan *node, 2)
	c <- build(4)
	var i any = *build(2)
	m := map[string]*node{"k": build(3)}
	mk := map[*node]int{build(1): 7}
	arr := [2]any{build(2), func() *node { return build(1) }}
	timer := make(chan int)
	n := build(5)
	n2 := n
	time.AfterFunc(5*time.Millisecond, func() { timer <- n2.sum() })
	n = nil
	_ = n
	blocked := make(chan *node)
	go func() { x := build(3); churn(); blocked <- x }()
	defer func(n *node) { fmt.Println("deferred", n.sum()) }(build(4))
	mv := build(3).sum
	var iface interface{ sum() int } = build(4)
	churn()
	for k, v := range mk {
		fmt.Println(k.sum(), v)
	}
	fmt.Println(*p, t[1], len(s), s[:3], f(), (<-c).sum(), i.(node).kids[0].name, m["k"].sum(), arr[0].(*node).sum())
	fmt.Println(<-timer, (<-blocked).sum(), mv(), iface.sum(), root.sum())
	func() {
		defer func() { fmt.Println(recover().(*node).sum()) }()
		defer churn()
		panic(build(3))
	}()
	var stack func(int) int
	stack = func(d int) int {
		n := build(1)
		if d == 0 {
			churn()
			return 0
		}
		return stack(d-1) + n.sum()
	}
	fmt.Println(stack(500))
	rs := []*node{}
	for range 20000 {
		rs = append(rs, &node{name: "z"})
		if len(rs) > 100 {
			rs = rs[50:]
		}
	}
	fmt.Println(len(rs), rs[0].name)
}
