// all errors
package main

var (
	a = 08
	b = 0x
	c = 0b12
	d = 0o8
	e = 1_
	f = 1__0
	g = 0_x1
	h = 1e
	i = 1e+
	j = 0x1.5
	k = 0x1p
	l = 0b1.0
	m = 1.5_
	n = 09.5
	o = 09i
	p = 0xp1
	q = ''
	r = 'ab'
	s = '\'
	t = '\x1'
	u = '\400'
	v = '\uD800'
	w = '\U00110000'
	x = "\z"
	y = "\ud800"
	z = "\xg"
	aa = 'a
	ab = "a
	ac = 0b
	ad = 0o
	ae = 1p5
	af = 0b1e3
	ag = .e1
	ah = 1..2
	ai = 0x_1
	aj = _1
	ak = 0x1_p1
	al = "\	"
	am = '
'
)

func main() {}
