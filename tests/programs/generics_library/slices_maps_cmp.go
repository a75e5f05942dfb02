// The generic packages of the standard library.
package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

type person struct {
	name string
	age  int
}

func main() {
	s := []int{3, 1, 4, 1, 5, 9, 2, 6}
	t := slices.Clone(s)
	slices.Sort(t)
	fmt.Println(s, t, slices.Max(s), slices.Min(s), slices.Contains(s, 9), slices.Index(s, 4))
	i, ok := slices.BinarySearch(t, 5)
	fmt.Println(i, ok, slices.Compact(t), slices.Equal(s, t))
	ps := []person{{"bob", 30}, {"al", 25}, {"cy", 30}, {"di", 25}}
	slices.SortStableFunc(ps, func(a, b person) int { return cmp.Compare(a.age, b.age) })
	fmt.Println(ps)
	slices.SortFunc(ps, func(a, b person) int {
		return cmp.Or(-cmp.Compare(a.age, b.age), strings.Compare(a.name, b.name))
	})
	fmt.Println(ps)
	fmt.Println(slices.Insert([]string{"a", "d"}, 1, "b", "c"), slices.Delete([]int{0, 1, 2, 3}, 1, 3), slices.Replace([]int{1, 2, 3}, 0, 1, 7, 8), slices.Repeat([]int{1}, 3), slices.Concat([]int{1}, []int{2, 3}))
	m := map[string]int{"a": 1, "b": 2}
	n := maps.Clone(m)
	n["c"] = 3
	maps.DeleteFunc(n, func(k string, v int) bool { return v == 1 })
	fmt.Println(m, n, maps.Equal(m, n), slices.Sorted(maps.Keys(n)))
	fmt.Println(cmp.Compare(1.5, 2), cmp.Less("b", "a"), cmp.Or(0, 0, 3), min(2, 1.5), max("a", "b"))
	fmt.Println(slices.CompactFunc([]string{"a", "A", "b"}, strings.EqualFold), slices.IsSorted(s), slices.Compare([]int{1, 2}, []int{1, 3}))
	func() {
		defer func() { fmt.Println(recover()) }()
		slices.Max([]int{})
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		slices.Insert(s, 20, 1)
	}()
}
