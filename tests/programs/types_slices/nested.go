// Slices of slices and of arrays share and copy as they should.
package main

import "fmt"

func main() {
	m := make([][]int, 3)
	for i := range m {
		m[i] = make([]int, i+1)
		for j := range m[i] {
			m[i][j] = i*10 + j
		}
	}
	fmt.Println(m)
	row := m[2]
	row[0] = -1
	fmt.Println(m[2][0])
	aa := [][2]int{{1, 2}, {3, 4}}
	r := aa[0]
	r[0] = 50
	fmt.Println(aa, r)
	q := &aa[1]
	q[1] = 60
	fmt.Println(aa)
	type node struct {
		kids []node
		v    int
	}
	t := node{[]node{{nil, 1}, {[]node{{nil, 3}}, 2}}, 0}
	t.kids[1].kids[0].v = 30
	fmt.Printf("%+v\n", t)
}
