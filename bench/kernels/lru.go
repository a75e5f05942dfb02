// A cache of the least recently used: a map and a doubly linked list.
package main

import "fmt"

type entry struct {
	key, value int
	prev, next *entry
}

type cache struct {
	capacity   int
	entries    map[int]*entry
	head, tail *entry
}

func newCache(n int) *cache {
	c := &cache{capacity: n, entries: make(map[int]*entry, n), head: &entry{}, tail: &entry{}}
	c.head.next, c.tail.prev = c.tail, c.head
	return c
}

func (c *cache) unlink(e *entry) { e.prev.next, e.next.prev = e.next, e.prev }

func (c *cache) front(e *entry) {
	e.prev, e.next = c.head, c.head.next
	e.prev.next, e.next.prev = e, e
}

func (c *cache) get(key int) (int, bool) {
	e, ok := c.entries[key]
	if !ok {
		return 0, false
	}
	c.unlink(e)
	c.front(e)
	return e.value, true
}

func (c *cache) put(key, value int) {
	if e, ok := c.entries[key]; ok {
		e.value = value
		c.unlink(e)
		c.front(e)
		return
	}
	var e *entry
	if len(c.entries) >= c.capacity {
		e = c.tail.prev
		c.unlink(e)
		delete(c.entries, e.key)
	} else {
		e = &entry{}
	}
	e.key, e.value = key, value
	c.entries[key] = e
	c.front(e)
}

func main() {
	c := newCache(1000)
	x, hits, sum := uint32(1), 0, 0
	for i := range 2_000_000 {
		x = x*1664525 + 1013904223
		key := int(x>>8) % 1500
		if i&1 == 0 {
			key = key * key % 1500
		}
		if v, ok := c.get(key); ok {
			hits++
			sum += v
		} else {
			c.put(key, i)
		}
	}
	fmt.Println(hits, sum)
}
