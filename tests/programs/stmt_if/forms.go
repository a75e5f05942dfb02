// if with simple statements of every kind, chains, constant conditions, named booleans, short circuits with side effects.
package main

import (
	"errors"
	"fmt"
	"strconv"
)

type B bool

var n int

func t(s string) bool { fmt.Print(s, " "); return true }
func f(s string) bool { fmt.Print(s, " "); return false }
func inc() int        { n++; return n }

func main() {
	if t("a") && f("b") || t("c") && !f("d") {
		fmt.Println("yes")
	}
	if f("a") && t("b") || f("c") || f("d") && t("e") {
		fmt.Println("no")
	} else {
		fmt.Println("else")
	}
	if n++; n == 1 {
		fmt.Println("inc")
	}
	if x := inc(); x > 5 {
	} else if y := inc(); y > x {
		fmt.Println(x, y)
	} else if z := inc(); z > 0 {
		fmt.Println("never", x, y, z)
	}
	if v, err := strconv.Atoi("12x"); err != nil {
		fmt.Println(v, errors.Is(err, strconv.ErrSyntax))
	}
	if m := map[string]int{"a": 1}; m["a"] == 1 {
		if v, ok := m["b"]; !ok && v == 0 {
			fmt.Println("missing")
		}
	}
	var b B = n > 0
	if b {
		fmt.Println("named", !b)
	}
	if B(n < 0) || b && B(true) {
		fmt.Println("mixed")
	}
	const debug = false
	if debug {
		var x []int
		fmt.Println(x[5])
	}
	if !debug && n > 0 {
		fmt.Println("const")
	}
	var p *struct{ v int }
	if p != nil && p.v > 0 || p == nil {
		fmt.Println("guarded")
	}
	c := make(chan int, 1)
	if c <- 5; len(c) == 1 {
		fmt.Println(<-c)
	}
	if fn := func() bool { return n > 100 }; fn() {
	} else if fn := func() int { return n }; fn() > 0 {
		fmt.Println("fn", fn())
	}
	if (struct{ a int }{1}) == (struct{ a int }{1}) {
		fmt.Println("struct literal")
	}
	x := 5
	if x := x * 2; x > 5 {
		x++
		if x := "inner"; x != "" {
			fmt.Println(x)
		}
		fmt.Println(x)
	}
	fmt.Println(x)
}
