package main

import "fmt"

var trace string

func key(s string) string       { trace += "k" + s; return s }
func where(p *int) *int         { trace += "p"; return p }
func at(i int) int              { trace += fmt.Sprint("i", i); return i }
func two() (int, error)         { trace += "2"; return 41, nil }
func source(c chan int) chan int { trace += "c"; return c }
func value() any                { trace += "v"; return 5 }

// Calls on the left of a multi-value assignment come before those on its right.
func main() {
	var n int
	var err error
	m := map[string]int{}
	errs := map[string]error{}
	s := make([]int, 3)
	show := func() { fmt.Println(trace, n, err, m, s); trace = "" }

	m[key("a")], err = two()
	show()
	*where(&n), errs[key("b")] = two()
	show()
	s[at(1)], errs[key("c")] = two()
	show()
	c := make(chan int, 1)
	c <- 7
	var ok bool
	*where(&n), ok = <-source(c)
	show()
	s[at(2)], ok = m[key("a")]
	show()
	s[at(0)], ok = value().(int)
	show()
	_, ok = value().(string)
	show()
	fmt.Println(ok, len(errs))
}
