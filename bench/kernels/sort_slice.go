// sort.Slice and sort.Sort: closures, interfaces and the reflective swapper.
package main

import (
	"fmt"
	"sort"
)

type person struct {
	name string
	age  int
}

type byAge []person

func (p byAge) Len() int           { return len(p) }
func (p byAge) Less(i, j int) bool { return p[i].age < p[j].age }
func (p byAge) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }

func main() {
	const n = 300_000
	people := make([]person, n)
	seed := uint32(1)
	sum := 0
	for round := range 6 {
		for i := range people {
			seed = seed*1664525 + 1013904223
			people[i] = person{"p", int(seed >> 8)}
		}
		if round%2 == 0 {
			sort.Slice(people, func(i, j int) bool { return people[i].age < people[j].age })
		} else {
			sort.Sort(byAge(people))
		}
		sum += people[n/2].age
	}
	fmt.Println(sum)
}
