// Panics with basic kinds replace each other and print as a chain.
package main

func main() {
	defer func() { panic(uint8(7)) }()
	defer func() { panic(true) }()
	defer func() { panic(2.5) }()
	defer func() { panic('x') }()
	defer func() { panic(3 + 4i) }()
	defer func() { panic(uintptr(9)) }()
	panic(-5)
}
