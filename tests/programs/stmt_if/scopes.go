// Scopes of if, for and switch initializers, shadowing.
package main

import "os"

func pair(n int) (int, error) {
	if n < 0 {
		return 0, os.ErrInvalid
	}
	return n * 2, nil
}

var x = "package"

func main() {
	println(x)
	x := 1
	if x := x + 1; x > 5 {
		println("no")
	} else if y := x * 10; y > 100 {
		println("no")
	} else {
		x := x + y
		println(x, y)
	}
	println(x)
	if v, err := pair(4); err != nil {
		println("err")
	} else if w, err := pair(-v); err != nil {
		println("inner err", v, w)
	}
	{
		x, z := 5, x
		println(x, z)
		x, q := 6, 7
		println(x, q)
	}
	for x := x; x < 3; x++ {
		x := x * 100
		print(x, " ")
	}
	switch x := x + 40; {
	case x > 40:
		x := "inner"
		println(x)
	}
	func(x string) {
		println(x)
		if x := len(x); x > 0 {
			println(x)
		}
	}("param")
	type int32 string
	var s int32 = "shadowed type"
	println(string(s))
	len := func(int) int { return -1 }
	println(len(3))
	true := false
	println(true)
	var a, b = 1, 2
	a, c := b, a
	println(a, b, c)
	const k = iota
	println(k)
}
