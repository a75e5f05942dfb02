// all errors
package main

import "sync"

type T struct {
	int
	sync.Mutex
}

func main() {
	{
		var x, y sync.Mutex
		x = y
		_ = x
	}
	{
		x := time.Time{0, 0, nil}
		_ = x
	}
	{
		x := new(int)
		x = 5
		*x = "a"
		&x = nil
	}
	{
		"a" = "b"
		1, x := 1, 2
		f() = 1
		(x) = 2
		x.y, z := 1, 2
		x[0] := 1
		[]int{}[0] = "x"
		map[string]int{}["a"].x = 1
		map[string]struct{ a int }{}["a"].a = 1
		"abc"[0] = 'x'
		const c = 1
		c = 2
		c++
		main = nil
		nil = 1
		true = false
		int = 5
		len = nil
	}
	{
		var a, b int
		a, b, c := 1, 2
		a, b = b
		a, b := 1, 2
		a, a := 1, 2
		_, _ := 1, 2
		a += 1, 2
		a, b += 1, 2
		a =+ "x"
		a &^= 1.5
		a <<= "a"
		a <<= -1
		a /= 0
		a %= 0.0
		var s string
		s -= "a"
		s += 1
		s++
		var p *int
		p++
		p += 1
		var e error
		e = "x"
		e == nil
		var i interface{} = e
		e = i
	}
}
