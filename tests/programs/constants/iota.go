// Iota in groups: expressions, skips, resets, types, nested use.
package main

import "fmt"

type Weekday int

const (
	Sunday Weekday = iota
	Monday
	Tuesday
	_
	Thursday
)
const (
	KB = 1 << (10 * (iota + 1))
	MB
	GB
)
const (
	a, b = iota, iota * 10
	c, d
	_, _
	e, f
)
const (
	x = "s"
	y
	z = iota
	w
)
const single = iota
const (
	bit0, mask0 = 1 << iota, 1<<iota - 1
	bit1, mask1
	_, _
	bit3, mask3
)

func (d Weekday) String() string { return "day" + string(rune('0'+d)) }

func main() {
	fmt.Println(Sunday, Monday, Thursday, int(Tuesday))
	fmt.Println(KB, MB, GB)
	fmt.Println(a, b, c, d, e, f, x, y, z, w, single)
	fmt.Println(bit0, mask0, bit1, mask1, bit3, mask3)
	const (
		p = iota + 0.5
		q
		r = 'a' + iota
		s
	)
	fmt.Println(p, q, r, s, string(rune(s)))
	const (
		g = len([iota + 1]int{}) * 10
		h
	)
	fmt.Println(g, h)
}
