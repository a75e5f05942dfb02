// slices, maps, cmp and iter functions on named types, with panics for bad arguments.
package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

type IDs []int
type Ages map[string]int
type P struct {
	name string
	age  int
}

func try(f func()) { defer func() { fmt.Println(recover()) }(); f() }

func main() {
	ids := IDs{3, 1, 2, 3}
	c := slices.Clone(ids)
	slices.Sort(c)
	i, ok := slices.BinarySearch(c, 2)
	fmt.Println(c, i, ok, slices.Compact(c), slices.Index(ids, 3), slices.Contains(ids, 9), slices.Equal(ids, IDs{3, 1, 2, 3}) == true)
	ids = slices.Insert(ids, 1, 10, 11)
	ids = slices.Delete(ids, 0, 2)
	ids = slices.Replace(ids, 0, 1, 7, 8, 9)
	fmt.Printf("%T %v %v %v\n", ids, ids, slices.Max(ids), slices.Concat(ids, IDs{0}))
	ps := []P{{"b", 2}, {"a", 2}, {"c", 1}}
	slices.SortStableFunc(ps, func(x, y P) int { return cmp.Compare(x.age, y.age) })
	fmt.Println(ps, slices.IndexFunc(ps, func(p P) bool { return p.name == "a" }), slices.ContainsFunc(ps, func(p P) bool { return p.age > 5 }))
	a := Ages{"x": 1, "y": 2}
	b := maps.Clone(a)
	b["z"] = 3
	maps.DeleteFunc(b, func(k string, v int) bool { return v == 1 })
	maps.Copy(a, b)
	fmt.Println(a, b, maps.Equal(a, b), slices.Sorted(maps.Keys(a)), slices.Sorted(maps.Values(a)))
	fmt.Println(slices.Collect(slices.Values(ids)), maps.Collect(slices.All([]string{"p", "q"})), slices.Repeat([]int{1, 2}, 2), slices.Grow(ids, 10)[0])
	for k := range slices.Chunk(ids, 2) {
		fmt.Print(k, cap(k), " ")
	}
	fmt.Println(cmp.Compare("a", "b"), cmp.Less(2, 1), cmp.Or(0, 3, 5), min("b", "a"), strings.Compare("x", "x"))
	try(func() { slices.Insert(ids, 99, 1) })
	try(func() { slices.Delete(ids, 3, 1) })
	try(func() { slices.Max(IDs{}) })
	try(func() { slices.Chunk(ids, 0) })
	try(func() { slices.Repeat(ids, -1) })
}
