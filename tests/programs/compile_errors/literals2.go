// Scanner faults.
package main

var (
	a = 1_
	b = 0_x1
	c = 0b2
	d = 0o8
	e = 0x1.0
	f = 1e+
	g = 0x1p
	h = "\xZZ"
	i = "\400"
	j = '\u12'
	k = '\U00110000'
	l = "\ud800"
	m = 08
	n = 1.2.3
)
