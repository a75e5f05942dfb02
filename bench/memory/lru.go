// A least-recently-used cache of linked entries under a map.
package main

import (
	"container/list"
	"fmt"
)

type pair struct {
	k int
	v string
}

func main() {
	const size = 100_000
	l, m := list.New(), map[int]*list.Element{}
	seed, hits := uint32(7), 0
	for i := 0; i < 6_000_000; i++ {
		seed = seed*1664525 + 1013904223
		k := int(seed>>10) % 200_000
		if e, ok := m[k]; ok {
			l.MoveToFront(e)
			hits++
			continue
		}
		m[k] = l.PushFront(&pair{k, "some value"})
		if l.Len() > size {
			e := l.Back()
			delete(m, e.Value.(*pair).k)
			l.Remove(e)
		}
	}
	fmt.Println(hits, l.Len())
}
