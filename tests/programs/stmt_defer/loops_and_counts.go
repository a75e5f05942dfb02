// Defers in loops, conditional defers, many defers, recursion with defers, defers that add defers, order and totals.
package main

import "fmt"

func many(n int) (total int) {
	for i := range n {
		defer func() { total += i }()
	}
	return 0
}
func cond(a, b, c bool) (s string) {
	if a {
		defer func() { s += "a" }()
	}
	if b {
		defer func() { s += "b" }()
		if c {
			defer func() { s += "c" }()
			return "early "
		}
	}
	switch {
	case a && c:
		defer func() { s += "ac" }()
	}
	return "late "
}
func nested(n int) (s string) {
	defer func() {
		if n > 0 {
			s += nested(n - 1)
			defer func() { s += fmt.Sprint(n) }()
			defer func() { s += "<" }()
		}
		s += "."
	}()
	return fmt.Sprint("[", n)
}
func rec(n int, out *[]int) {
	defer func(m int) { *out = append(*out, m, n) }(n * 10)
	n++
	if n < 4 {
		rec(n, out)
		defer rec(5, out)
	}
}
func labeled() (s string) {
outer:
	for i := range 3 {
		for j := range 3 {
			defer func() { s += fmt.Sprint(i, j, " ") }()
			if j == 1 {
				continue outer
			}
			if i == 2 {
				break outer
			}
		}
	}
	return
}
func gotos() (s string) {
	i := 0
top:
	if i < 3 {
		k := i
		defer func() { s += fmt.Sprint(k) }()
		i++
		goto top
	}
	return "g"
}
func sel(c chan int) (s string) {
	for {
		select {
		case v, ok := <-c:
			if !ok {
				return "closed"
			}
			defer func() { s += fmt.Sprint(v) }()
		}
	}
}

func main() {
	fmt.Println(many(10000))
	for i := range 8 {
		fmt.Print(cond(i&1 > 0, i&2 > 0, i&4 > 0), "|")
	}
	fmt.Println()
	fmt.Println(nested(3))
	var out []int
	rec(0, &out)
	fmt.Println(out)
	fmt.Println(labeled(), gotos())
	c := make(chan int, 3)
	c <- 1
	c <- 2
	close(c)
	fmt.Println(sel(c))
}
