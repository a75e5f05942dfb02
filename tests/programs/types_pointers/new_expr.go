// The built-in new takes an expression.
package main

import "fmt"

type cfg struct {
	n *int
	s *string
}

func val() float64 { return 2.5 }

func main() {
	c := cfg{new(3), new("text")}
	fmt.Println(*c.n, *c.s)
	f := new(val())
	*f *= 2
	fmt.Printf("%T %v\n", f, *f)
	k := new(int64(7))
	fmt.Printf("%T %v\n", k, *k)
	x := 5
	p := new(x)
	*p++
	fmt.Println(x, *p)
	q := new([]int{1, 2})
	*q = append(*q, 3)
	fmt.Println(*q)
	b := new(x == 5)
	fmt.Println(*b)
	r := new('x')
	fmt.Printf("%T %c\n", r, *r)
}
