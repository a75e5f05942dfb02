// Appending within capacity writes to the shared array, beyond it copies.
package main

import "fmt"

func main() {
	a := make([]int, 3, 5)
	b := append(a, 1)
	c := append(a, 2)
	fmt.Println(b[3], c[3], len(a), cap(b))
	d := append(c, 3, 4)
	d[0] = 9
	fmt.Println(a[0], c[0], d[0], len(d), cap(d) >= 6)
	e := append(a[:1:1], 7)
	e[0] = 100
	fmt.Println(a, e)
	var n []int
	n = append(n, n...)
	fmt.Println(n == nil, len(n))
	n = append(n, 1)
	fmt.Println(n, n == nil)
	s := append([]byte("ab"), "cd"...)
	fmt.Println(string(s), len(append([]byte(nil), ""...)))
}
