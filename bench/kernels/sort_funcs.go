// Sorting structs: sort.Slice, sort.Sort, sort.Stable, slices.SortFunc, SortStableFunc, binary searches, own quicksort and merge sort.
package main

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"
)

type person struct {
	name string
	age  int
	city string
}

type byAge []person

func (p byAge) Len() int           { return len(p) }
func (p byAge) Less(i, j int) bool { return p[i].age < p[j].age }
func (p byAge) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }

func quick[T cmp.Ordered](a []T) {
	for len(a) > 1 {
		pivot := a[len(a)/2]
		i, j := 0, len(a)-1
		for i <= j {
			for a[i] < pivot {
				i++
			}
			for a[j] > pivot {
				j--
			}
			if i <= j {
				a[i], a[j] = a[j], a[i]
				i++
				j--
			}
		}
		quick(a[:j+1])
		a = a[i:]
	}
}

func merge(a []float64) []float64 {
	if len(a) < 2 {
		return a
	}
	l, r := merge(a[:len(a)/2]), merge(a[len(a)/2:])
	out := make([]float64, 0, len(a))
	for len(l) > 0 && len(r) > 0 {
		if l[0] <= r[0] {
			out = append(out, l[0])
			l = l[1:]
		} else {
			out = append(out, r[0])
			r = r[1:]
		}
	}
	return append(append(out, l...), r...)
}

func main() {
	seed := uint32(9)
	next := func(n int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>8) % n
	}
	people := make([]person, 30_000)
	for i := range people {
		people[i] = person{fmt.Sprintf("n%05d", next(20_000)), next(90), []string{"Rome", "Oslo", "Lima"}[next(3)]}
	}
	check := 0
	for range 4 {
		p := slices.Clone(people)
		sort.Slice(p, func(i, j int) bool { return p[i].name < p[j].name })
		check += p[77].age
		p = slices.Clone(people)
		sort.Sort(byAge(p))
		check += p[100].age
		p = slices.Clone(people)
		sort.Stable(byAge(p))
		check += len(p[100].name) + p[500].age
		p = slices.Clone(people)
		slices.SortFunc(p, func(a, b person) int {
			return cmp.Or(strings.Compare(a.city, b.city), cmp.Compare(a.age, b.age), strings.Compare(a.name, b.name))
		})
		check += p[200].age
		slices.SortStableFunc(p, func(a, b person) int { return b.age - a.age })
		check += p[300].age
		i, _ := slices.BinarySearchFunc(p, 45, func(e person, t int) int { return t - e.age })
		check += i + sort.Search(len(p), func(i int) bool { return p[i].age < 30 })
	}
	ints := make([]int32, 400_000)
	floats := make([]float64, 200_000)
	for i := range ints {
		ints[i] = int32(next(1 << 24))
	}
	for i := range floats {
		floats[i] = float64(next(1<<24)) / 3
	}
	quick(ints)
	m := merge(floats)
	sort.Float64s(floats)
	fmt.Println(check, ints[1000], m[1000] == floats[1000])
}
