// Binary trees: short-lived ones of many depths beside a long-lived one.
package main

import "fmt"

type node struct{ left, right *node }

func build(d int) *node {
	if d == 0 {
		return &node{}
	}
	return &node{build(d - 1), build(d - 1)}
}

func (n *node) count() int {
	if n.left == nil {
		return 1
	}
	return 1 + n.left.count() + n.right.count()
}

func main() {
	const depth = 18
	long := build(depth)
	for d := 4; d <= depth; d += 2 {
		sum := 0
		for i := 0; i < 1<<(depth-d+3); i++ {
			sum += build(d).count()
		}
		fmt.Println(d, sum)
	}
	fmt.Println(long.count())
}
