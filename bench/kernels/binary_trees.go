// Binary trees: many small allocations (kept below a gigabyte in all: nothing is collected yet).
package main

import "fmt"

type node struct{ left, right *node }

func build(depth int) *node {
	if depth == 0 {
		return &node{}
	}
	return &node{build(depth - 1), build(depth - 1)}
}

func (n *node) check() int {
	if n.left == nil {
		return 1
	}
	return 1 + n.left.check() + n.right.check()
}

func main() {
	sum := 0
	for depth := 4; depth <= 16; depth += 4 {
		for range 1 << (19 - depth) {
			sum += build(depth).check()
		}
	}
	for range 40 {
		sum += build(17).check()
	}
	fmt.Println(sum)
}
