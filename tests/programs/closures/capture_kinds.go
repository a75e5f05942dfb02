// Captured strings, slices, structs, arrays, floats, interfaces; by value and by reference.
package main

import (
	"fmt"
	"os"
)

type S struct {
	a int
	b string
}

func main() {
	s, sl, st, ar, fl, ifc := "str", []int{1}, S{1, "x"}, [3]int{1, 2, 3}, 1.5, error(os.ErrExist)
	c, m, b, u8, p := 2i, map[string]int{}, true, uint8(255), &S{9, "p"}
	read := func() {
		fmt.Println(s, sl, st, ar, fl, ifc, c, m, b, u8, *p)
	}
	write := func() {
		s += "!"
		sl = append(sl, len(sl))
		st.a++
		st.b = s
		ar[1] *= 2
		fl /= 2
		ifc = nil
		c *= c
		m[s]++
		b = !b
		u8++
		p = &S{p.a + 1, "q"}
	}
	read()
	write()
	read()
	func() {
		s := "shadow"
		func() {
			s = s + s
			write()
		}()
		fmt.Println(s)
	}()
	read()
	pa := &ar
	get := func() int { return pa[1] }
	ar[1] = 77
	fmt.Println(get())
	go func() { fl = 8 }()
	const k = 10
	fmt.Println(func() int { return k }())
}
