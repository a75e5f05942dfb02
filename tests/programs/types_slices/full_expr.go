// Three-index slices limit the capacity.
package main

import "fmt"

func main() {
	a := [10]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
	s := a[2:5:7]
	fmt.Println(s, len(s), cap(s))
	t := s[1:5]
	fmt.Println(t, len(t), cap(t))
	u := s[:0]
	fmt.Println(u, len(u), cap(u), u == nil)
	v := s[3:]
	fmt.Println(len(v), cap(v))
	p := &a
	w := p[8:]
	w[0] = 80
	fmt.Println(a, w[:2:2])
	x := a[10:]
	fmt.Println(len(x), cap(x))
	var z []int
	fmt.Println(z[:] == nil, z[0:0] == nil, len(z[0:0:0]))
	i, j, k := 1, 3, 4
	y := a[i:j:k]
	fmt.Println(y, cap(y))
}
