// all errors
package main

func main() {
	if x := 1 {
	}
	if x := 1; {
	}
	if ; true {
	}
	if {
	}
	for i := 0; i < 10 {
	}
	for var i = 0; i < 10; i++ {
	}
	for i := 0; i < 10; i++
	{
	}
	switch x := 1 {
	}
	a := b := c
	a, b = 1
	x++ + 1
	y = x++
	++x
	if a = 1 {
	}
	if (a == 1) { } else b
	var a int := 1
	func f() {}
	return return
	x ? y : z
	do { } while (1)
	a[1 := 2
	a.(type)
	a.1
	a..b
	case 1:
	default:
	go func() {}
	defer
	import "fmt"
	package x
}
