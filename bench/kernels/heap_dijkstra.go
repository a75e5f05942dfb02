// container/heap and container/list: shortest paths over a grid graph, an LRU cache.
package main

import (
	"container/heap"
	"container/list"
	"fmt"
	"math"
)

type item struct {
	node, dist, index int
}

type queue []*item

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].dist < q[j].dist }
func (q queue) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].index, q[j].index = i, j
}
func (q *queue) Push(x any) {
	it := x.(*item)
	it.index = len(*q)
	*q = append(*q, it)
}
func (q *queue) Pop() any {
	old := *q
	n := len(old)
	it := old[n-1]
	*q = old[:n-1]
	return it
}

type edge struct{ to, cost int }

func dijkstra(graph [][]edge, from int) []int {
	dist := make([]int, len(graph))
	for i := range dist {
		dist[i] = math.MaxInt
	}
	dist[from] = 0
	q := &queue{}
	heap.Push(q, &item{node: from})
	for q.Len() > 0 {
		it := heap.Pop(q).(*item)
		if it.dist > dist[it.node] {
			continue
		}
		for _, e := range graph[it.node] {
			if d := it.dist + e.cost; d < dist[e.to] {
				dist[e.to] = d
				heap.Push(q, &item{node: e.to, dist: d})
			}
		}
	}
	return dist
}

type entry struct {
	key   int
	value string
}

type lru struct {
	size  int
	order *list.List
	items map[int]*list.Element
}

func (c *lru) get(k int) (string, bool) {
	if e, ok := c.items[k]; ok {
		c.order.MoveToFront(e)
		return e.Value.(*entry).value, true
	}
	return "", false
}

func (c *lru) put(k int, v string) {
	if e, ok := c.items[k]; ok {
		e.Value.(*entry).value = v
		c.order.MoveToFront(e)
		return
	}
	c.items[k] = c.order.PushFront(&entry{k, v})
	if c.order.Len() > c.size {
		last := c.order.Back()
		delete(c.items, last.Value.(*entry).key)
		c.order.Remove(last)
	}
}

func main() {
	const side = 150
	graph := make([][]edge, side*side)
	for y := range side {
		for x := range side {
			n := y*side + x
			if x+1 < side {
				graph[n] = append(graph[n], edge{n + 1, n*7919%31 + 1})
			}
			if y+1 < side {
				graph[n] = append(graph[n], edge{n + side, n*104729%37 + 1})
			}
			if x > 0 && y > 0 {
				graph[n] = append(graph[n], edge{n - side - 1, 3})
			}
		}
	}
	sum := 0
	for i := range 12 {
		for _, d := range dijkstra(graph, i*17) {
			sum += d & 1023
		}
	}
	c := &lru{1000, list.New(), map[int]*list.Element{}}
	seed, hits := uint32(1), 0
	for range 700_000 {
		seed = seed*1664525 + 1013904223
		k := int(seed>>10) % 2500
		if _, ok := c.get(k); ok {
			hits++
		} else {
			c.put(k, "v")
		}
	}
	fmt.Println(sum, hits)
}
