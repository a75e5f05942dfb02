// Pointer structures: linked lists, a trie, a skip of maps, red-black-free AVL tree, union-find, a ring buffer, tries over words.
package main

import "fmt"

type cell struct {
	next *cell
	v    int
}

type trie struct {
	children [26]*trie
	end      bool
}

func (t *trie) insert(w string) {
	for i := 0; i < len(w); i++ {
		c := w[i] - 'a'
		if t.children[c] == nil {
			t.children[c] = new(trie)
		}
		t = t.children[c]
	}
	t.end = true
}

func (t *trie) has(w string) bool {
	for _, r := range w {
		t = t.children[r-'a']
		if t == nil {
			return false
		}
	}
	return t.end
}

type avl struct {
	key, height int
	left, right *avl
}

func height(n *avl) int {
	if n == nil {
		return 0
	}
	return n.height
}

func fix(n *avl) { n.height = max(height(n.left), height(n.right)) + 1 }

func rotateRight(n *avl) *avl {
	l := n.left
	n.left, l.right = l.right, n
	fix(n)
	fix(l)
	return l
}

func rotateLeft(n *avl) *avl {
	r := n.right
	n.right, r.left = r.left, n
	fix(n)
	fix(r)
	return r
}

func insert(n *avl, key int) *avl {
	if n == nil {
		return &avl{key: key, height: 1}
	}
	switch {
	case key < n.key:
		n.left = insert(n.left, key)
	case key > n.key:
		n.right = insert(n.right, key)
	default:
		return n
	}
	fix(n)
	switch balance := height(n.left) - height(n.right); {
	case balance > 1:
		if key > n.left.key {
			n.left = rotateLeft(n.left)
		}
		return rotateRight(n)
	case balance < -1:
		if key < n.right.key {
			n.right = rotateRight(n.right)
		}
		return rotateLeft(n)
	}
	return n
}

type sets struct{ parent, rank []int }

func (s *sets) find(x int) int {
	for s.parent[x] != x {
		s.parent[x] = s.parent[s.parent[x]]
		x = s.parent[x]
	}
	return x
}

func (s *sets) union(a, b int) {
	a, b = s.find(a), s.find(b)
	if a == b {
		return
	}
	if s.rank[a] < s.rank[b] {
		a, b = b, a
	}
	s.parent[b] = a
	if s.rank[a] == s.rank[b] {
		s.rank[a]++
	}
}

func main() {
	var head *cell
	sum := 0
	for round := range 5 {
		head = nil
		for i := range 200_000 {
			head = &cell{head, i ^ round}
		}
		var prev *cell
		for c := head; c != nil; {
			c.next, prev, c = prev, c, c.next
		}
		for c := prev; c != nil; c = c.next {
			sum += c.v
		}
	}
	root := new(trie)
	buf := make([]byte, 0, 8)
	for i := range 40_000 {
		buf = buf[:0]
		for n := i * 7; n > 0; n /= 26 {
			buf = append(buf, byte('a'+n%26))
		}
		root.insert(string(buf))
	}
	for i := range 1_000_000 {
		buf = buf[:0]
		for n := i; n > 0; n /= 26 {
			buf = append(buf, byte('a'+n%26))
		}
		if root.has(string(buf)) {
			sum++
		}
	}
	var tree *avl
	for i := range 150_000 {
		tree = insert(tree, i*7919%150_001)
	}
	s := &sets{make([]int, 300_000), make([]int, 300_000)}
	for i := range s.parent {
		s.parent[i] = i
	}
	seed := uint32(5)
	for range 600_000 {
		seed = seed*1664525 + 1013904223
		a := int(seed>>8) % len(s.parent)
		seed = seed*1664525 + 1013904223
		s.union(a, int(seed>>8)%len(s.parent))
	}
	groups := 0
	for i := range s.parent {
		if s.find(i) == i {
			groups++
		}
	}
	fmt.Println(sum, tree.height, groups)
}
