// A cache with churn: a million entries, about a gigabyte live.
package main

import "fmt"

type entry struct {
	key   string
	value []byte
	next  *entry
}

func main() {
	const size = 1_000_000
	table := make(map[int]*entry, size)
	seed := uint32(1)
	for i := 0; i < 4*size; i++ {
		seed = seed*1664525 + 1013904223
		k := int(seed>>8) % size
		table[k] = &entry{key: fmt.Sprint(k), value: make([]byte, 600+k%700), next: table[(k+1)%size]}
		table[k].next = nil
	}
	n := 0
	for _, e := range table {
		n += len(e.value) + len(e.key)
	}
	fmt.Println(len(table), n)
}
