// Graphs: breadth-first search, depth-first search, union-find, all shortest paths, topological order.
package main

import "fmt"

type edge struct{ to, w int }

func random(n, m int) [][]edge {
	g := make([][]edge, n)
	x := uint32(7)
	for range m {
		x = x*1664525 + 1013904223
		a := int(x>>8) % n
		x = x*1664525 + 1013904223
		b := int(x>>8) % n
		g[a] = append(g[a], edge{b, int(x>>4)%100 + 1})
	}
	return g
}

func bfs(g [][]edge, from int) int {
	dist := make([]int, len(g))
	for i := range dist {
		dist[i] = -1
	}
	dist[from] = 0
	queue := []int{from}
	far := 0
	for len(queue) > 0 {
		v := queue[0]
		queue = queue[1:]
		for _, e := range g[v] {
			if dist[e.to] < 0 {
				dist[e.to] = dist[v] + 1
				far += dist[e.to]
				queue = append(queue, e.to)
			}
		}
	}
	return far
}

func dfs(g [][]edge, v int, seen []bool, visit func(int)) {
	seen[v] = true
	for _, e := range g[v] {
		if !seen[e.to] {
			dfs(g, e.to, seen, visit)
		}
	}
	visit(v)
}

type sets struct{ parent, rank []int }

func (s *sets) find(x int) int {
	for s.parent[x] != x {
		s.parent[x] = s.parent[s.parent[x]]
		x = s.parent[x]
	}
	return x
}

func (s *sets) union(a, b int) bool {
	a, b = s.find(a), s.find(b)
	if a == b {
		return false
	}
	if s.rank[a] < s.rank[b] {
		a, b = b, a
	}
	s.parent[b] = a
	if s.rank[a] == s.rank[b] {
		s.rank[a]++
	}
	return true
}

func floyd(n int) int {
	d := make([][]int, n)
	for i := range d {
		d[i] = make([]int, n)
		for j := range d[i] {
			d[i][j] = (i*131 + j*197) % 1000
		}
	}
	for k := range n {
		for i := range n {
			for j := range n {
				if t := d[i][k] + d[k][j]; t < d[i][j] {
					d[i][j] = t
				}
			}
		}
	}
	sum := 0
	for _, row := range d {
		for _, x := range row {
			sum += x
		}
	}
	return sum
}

func main() {
	g := random(20_000, 100_000)
	total := 0
	for i := range 20 {
		total += bfs(g, i)
	}
	fmt.Println(total)
	for range 5 {
		seen, order := make([]bool, len(g)), 0
		for v := range g {
			if !seen[v] {
				dfs(g, v, seen, func(v int) { order = order*31 + v })
			}
		}
		total += order
	}
	fmt.Println(total)
	for range 10 {
		s := &sets{make([]int, len(g)), make([]int, len(g))}
		for i := range s.parent {
			s.parent[i] = i
		}
		joined := 0
		for v, es := range g {
			for _, e := range es {
				if s.union(v, e.to) {
					joined++
				}
			}
		}
		total += joined
	}
	fmt.Println(total, floyd(250))
}
