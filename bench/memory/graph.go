// A graph with random edges of 400,000 nodes, half of which are replaced again and again.
package main

import "fmt"

type node struct {
	id    int
	edges []*node
}

func main() {
	const n = 400_000
	nodes := make([]*node, n)
	seed := uint32(11)
	next := func() int { seed = seed*1664525 + 1013904223; return int(seed>>8) % n }
	for i := range nodes {
		nodes[i] = &node{id: i}
	}
	for round := 0; round < 8; round++ {
		for i := 0; i < n/2; i++ {
			nodes[next()] = &node{id: next()}
		}
		for i := range nodes {
			nodes[i].edges = nil
			for k := 0; k < 4; k++ {
				nodes[i].edges = append(nodes[i].edges, nodes[next()])
			}
		}
	}
	sum := 0
	for _, x := range nodes {
		sum += x.edges[1].id
	}
	fmt.Println(sum)
}
