// Endless recursion is a fatal error.
package main

import "runtime/debug"

type node struct{ next *node }

func depth(n *node, x [64]int) int {
	if n == nil {
		return x[0]
	}
	x[n.val()]++
	return depth(n.next, x) + 1
}

func (n *node) val() int { return 3 }

func main() {
	debug.SetMaxStack(1 << 20)
	n := &node{}
	n.next = n
	println("start")
	println(depth(n, [64]int{}))
}
