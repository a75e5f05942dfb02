// all errors
package main

import "math"

const Big = 1 << 600
const Huge = 1 << 100
const F = 1e400

var (
	a int     = Huge
	b         = Huge
	c uint8   = 255 + 1
	d int8    = -128 - 1
	e         = int32(1) << 31
	f         = uint32(1) << 32
	g int64   = math.MaxInt64 + 1
	h uint64  = math.MaxUint64 + 1
	i         = math.MaxUint64
	j float32 = math.MaxFloat64
	k         = F
	l         = -uint8(1)
	m         = ^uint8(0) + 1
	n         = int8(127) + 1
	o         = 10 / (5 - 5)
	p         = 10 % (5 - 5)
	q         = 10.0 / (5.0 - 5.0)
	r int     = 1.0000001
	s         = int(1.5)
	t         = "abc"[5]
	u         = "abc"[-1]
	v         = [3]int{}[3]
	w         = len("abc"[5:])
	x         = 1 << 64 >> 60
	y int     = 1 << 64 >> 60
	z         = 1 << -1
	aa        = 1 << 1000000
	ab        = 1.5 << 3
	ac        = uint(1) - 2
	ad        = 'a' * 1e10
	ae rune   = 'a' * 1e10
	af        = math.Pi << 1
	ag byte   = 'ā'
	ah        = []byte("a")[300:2]
	ai        = "abc"[2:1]
	aj        = [5]int{}[3:2]
	ak        = int64(math.MinInt64) / -1
	al        = -int64(math.MinInt64)
	am        = complex64(1e50)
	an        = Big * Big
	ao        = uintptr(1) << 64
	ap        = 5 &^ 1.5
	aq        = float32(1e40)
	ar int16  = 0x8000
	as        = time.Second * 1.5
)

func main() {}
