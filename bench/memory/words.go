// Words of a text, counted, sorted and grouped.
package main

import (
	"fmt"
	"sort"
	"strings"
)

func main() {
	var text strings.Builder
	seed := uint32(3)
	for i := 0; i < 200_000; i++ {
		seed = seed*1664525 + 1013904223
		fmt.Fprintf(&text, "w%d ", seed>>8%20_000)
	}
	total := 0
	for round := 0; round < 15; round++ {
		counts := map[string]int{}
		for _, w := range strings.Fields(text.String()) {
			counts[strings.ToUpper(w)]++
		}
		type kv struct {
			k string
			n int
		}
		var all []kv
		for k, n := range counts {
			all = append(all, kv{k, n})
		}
		sort.Slice(all, func(i, j int) bool { return all[i].k < all[j].k })
		groups := map[int][]string{}
		for _, e := range all {
			groups[e.n] = append(groups[e.n], e.k)
		}
		total += len(groups) + len(all)
	}
	fmt.Println(total)
}
