// Capacity grows as the reference grows it.
package main

import "fmt"

func main() {
	var s []int
	last := -1
	for i := 0; i < 3000; i++ {
		s = append(s, i)
		if cap(s) != last {
			last = cap(s)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
	var b []byte
	last = -1
	for i := 0; i < 5000; i++ {
		b = append(b, 1)
		if cap(b) != last {
			last = cap(b)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
	type T struct{ a, b, c int32 }
	var t []T
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
