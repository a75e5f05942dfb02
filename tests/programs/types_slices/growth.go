// Capacity grows as the reference grows it.
package main

import "fmt"

type T struct{ a, b, c int32 }

// Package level: what stays in a frame may start with a buffer there.
var (
	s []int
	b []byte
	t []T
)

func main() {
	last := -1
	for i := 0; i < 3000; i++ {
		s = append(s, i)
		if cap(s) != last {
			last = cap(s)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
	last = -1
	for i := 0; i < 5000; i++ {
		b = append(b, 1)
		if cap(b) != last {
			last = cap(b)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
	last = -1
	for i := 0; i < 500; i++ {
		t = append(t, T{})
		if cap(t) != last {
			last = cap(t)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
	e := append([]struct{}{}, struct{}{}, struct{}{})
	fmt.Println(len(e), len(append([]string{"a"}, "b", "c", "d")), cap(append([]int{1}, 2, 3, 4)))
}
