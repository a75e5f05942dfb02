// Faults of op-assignments that parse.
package main

func f() int { return 0 }

func main() {
	var s string
	var b bool
	var p *int
	var u uint8
	i := 0
	s -= "a"
	b += true
	p += 1
	i += 1.5
	i <<= "a"
	i %= 0
	u += 256
	f() += 1
	s++
	undefined += 1
}
