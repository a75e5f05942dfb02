// all errors
package main

type T int
type S struct{}

const (
	a        = 1
	b string = a
	c T      = "x"
	d S      = S{}
	e        = []int{}
	f        = &a
	g        = main()
	h        = len("abc")
	i        = len([3]int{})
	j        = len([]int{})
	k        = len([1]int{<-ch})
	l *int   = nil
	m        = nil
	n        = T(5) + 1.5
	o        = T(1) + int(1)
	p, q     = 1
	r        = 1, 2
	s, t
	u float32 = 1e39
	v        = v2
	v2       = v
	w        = undefined
	x        = v3
	y        = 1 << 3.0
	z        = 1.0 << 3
)

var v3 = 1
var ch chan int

const aa int = 1.0
const bb int = 1.1
const cc uint = -1
const dd = "a" + 'b'
const ee = 'a' + 1.0
const ff rune = 1.5
const gg = !0
const hh bool = 1 == 1
const ii int = 1 == 1
const jj = 5 > "a"
const kk = 1 + 1i
const ll float64 = 1 + 1i
const mm int = 1 + 0i
const nn = real(1 + 2i)
const oo int = imag(1 + 2.5i)
const pp = unsafe.Sizeof(1)
const qq = complex(1, 2)
const rr = min(1, 2)
const ss = min(1, v3)
const tt = cap([2]int{})
const uu = append
const vv = func() {}
const ww T = 1 << 70
const xx = ^uint8(1) << 8
const yy = -T(1 << 63)

func main() {}
