// Insert, lookup, delete, comma-ok, len, clear, nil maps.
package main

import "fmt"

func main() {
	m := map[string]int{"a": 1, "b": 2}
	m["c"] = 3
	v, ok := m["zz"]
	fmt.Println(len(m), m["a"], v, ok)
	delete(m, "a")
	delete(m, "not there")
	_, ok = m["a"]
	fmt.Println(len(m), ok)
	m["x"]++
	m["x"] += 10
	fmt.Println(m)
	clear(m)
	fmt.Println(len(m), m)
	var n map[string]int
	fmt.Println(n["q"], len(n), n == nil)
	delete(n, "q")
	for range n {
		fmt.Println("never")
	}
	clear(n)
	mm := map[string][]int{}
	mm["l"] = append(mm["l"], 1, 2)
	fmt.Println(mm)
	type pt struct{ x, y int }
	mp := map[pt]*pt{{1, 2}: {3, 4}}
	mp[pt{1, 2}].x = 30
	fmt.Println(*mp[pt{1, 2}])
	ms := map[string]struct{ n [2]int }{"k": {[2]int{1, 2}}}
	fmt.Println(ms["k"].n[1], ms["none"].n)
}
