// Very large arrays: globals of megabytes, large frames, copies, comparison, multi-dimensional, of structs and zero-size elements.
package main

import "fmt"

var g [4 << 20]int32
var table [256][256]uint8
var zero [1 << 40]struct{}
var bools [1 << 20]bool

type rec struct {
	id   int32
	name [60]byte
	next *rec
}

var recs [20000]rec

func local() int {
	var a [1 << 16]int
	for i := range a {
		a[i] = i
	}
	b := a
	b[5] = -1
	return b[5] + a[5] + b[1<<16-1] + len(a)
}

//go:noinline
func byValue(a [10000]int64, i int) ([10000]int64, int64) { a[i]++; return a, a[i] }

func equal(p, q *[4 << 20]int32) bool { return *p == *q }

func main() {
	g[4<<20-1] = 7
	for i := range g {
		if g[i] != 0 {
			fmt.Println(i, g[i])
		}
	}
	for i := range table {
		for j := range table[i] {
			table[i][j] = uint8(i * j)
		}
	}
	row := table[200]
	table[200][3] = 1
	fmt.Println(row[3], table[200][3], table[255][255])
	fmt.Println(local(), len(zero), zero[1<<39] == struct{}{})
	var a [10000]int64
	b, n := byValue(a, 9999)
	fmt.Println(a[9999], b[9999], n, a == b)
	h := new([4 << 20]int32)
	fmt.Println(equal(&g, h))
	*h = g
	fmt.Println(equal(&g, h), h[4<<20-1])
	for i := range recs {
		recs[i].id = int32(i)
		if i > 0 {
			recs[i].next = &recs[i-1]
		}
	}
	c := 0
	for r := &recs[len(recs)-1]; r != nil; r = r.next {
		c += int(r.id)
	}
	fmt.Println(c)
	var m [3][4][5]int
	for i := range m {
		for j := range m[i] {
			for k := range m[i][j] {
				m[i][j][k] = i*100 + j*10 + k
			}
		}
	}
	m2 := m
	m[1] = m[2]
	fmt.Println(m[1][3], m2[1][3], m == m2, len(m), len(m[0]), len(m[0][0]))
	s := g[1<<20 : 2<<20 : 3<<20]
	fmt.Println(len(s), cap(s))
	for i := range bools {
		bools[i] = i%3 == 0
	}
	x := 0
	for _, v := range bools {
		if v {
			x++
		}
	}
	fmt.Println(x)
	arr := [...]int{9: 1, 5: 2, 3}
	p := &arr
	for i := range p {
		p[i]++
	}
	for i, v := range arr {
		arr[9-i] = v
	}
	fmt.Println(arr, *p == arr)
	big := make([][1 << 16]byte, 3)
	big[2][1<<16-1] = 9
	big = append(big, big[2])
	fmt.Println(len(big), big[3][1<<16-1])
	ch := make(chan [5000]int, 1)
	var msg [5000]int
	msg[4999] = 3
	ch <- msg
	fmt.Println((<-ch)[4999])
	var i any = msg
	fmt.Println(i.([5000]int)[4999], i == any(msg))
}
