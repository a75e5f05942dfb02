// Deleting and inserting while iterating.
package main

import (
	"fmt"
	"sort"
)

func main() {
	m := map[int]bool{}
	for i := range 1000 {
		m[i] = true
	}
	seen := 0
	for k := range m {
		seen++
		delete(m, k)
		delete(m, (k+1)%1000)
	}
	fmt.Println(len(m), seen >= 500 && seen <= 1000)
	for i := range 10 {
		m[i] = true
	}
	once := map[int]int{}
	for k := range m {
		if k < 1000 {
			m[k+1000] = true
			once[k]++
		}
	}
	ok := len(once) == 10
	for _, n := range once {
		ok = ok && n == 1
	}
	fmt.Println(ok, len(m))
	keys := make([]int, 0)
	for k := range m {
		keys = append(keys, k)
	}
	sort.Ints(keys)
	fmt.Println(keys)
	i := 0
	for i, m[5000] = range []bool{true, false} {
	}
	fmt.Println(i, m[5000])
}
