package main

func main() {
	s := "a"
	s++
	var b bool
	b--
	var p *int
	p++
	const c = 1
	c++
	5++
	m := map[string]string{}
	m["a"]++
	var i any
	i++
	s += 1
	s -= "a"
	s <<= 1
}
