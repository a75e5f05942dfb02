// all errors
package main

type T [1 << 50]int

var x T

var y [1 << 40][1 << 40]byte

func main() {
	var z struct {
		a [1 << 62]byte
		b [1 << 62]byte
	}
	_ = z
	println(len(x))
}
