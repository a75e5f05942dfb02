// Faults of constants.
package main

const (
	a int8  = 128
	b uint  = -1
	c       = 1 / 0
	d       = 1 << -1
	e int   = 1.5
	f       = "a" + 1
	g       = len([]int{1})
	h       = nil
	i       = 10 % 3.0
	j       = !5
	k byte  = 'ÿ' + 1
	l       = "abc"[5]
	m rune  = 1 << 31
	n       = float32(1e50)
)

func main() {
	var x uint8 = 256
	_ = x << 1.5
	_ = uint8(1) << 8
	_ = int8(-128) / -1
	_ = ^uint8(0) + 1
	_ = 1 << 64
	_ = "a" * 2
}
