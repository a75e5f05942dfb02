// Faults of op-assignments and increments.
package main

func f() int { return 0 }

func main() {
	var s string
	var b bool
	var p *int
	var i int
	var u uint8
	s -= "a"
	b += true
	b &= true
	p += 1
	i += 1.5
	i <<= "a"
	i %= 0
	u += 256
	f() += 1
	5++
	s++
	i, u += 1, 2
	i =+ "x"
	const c = 1
	c++
	undefined += 1
}
