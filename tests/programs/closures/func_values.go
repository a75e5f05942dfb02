// Function values in maps, fields, arrays; comparison with nil; function types.
package main

import (
	"fmt"
	"strings"
)

type Op func(float64, float64) float64
type H struct {
	name string
	do   func(...string) string
}

func apply(o Op, a, b float64) float64 { return o(a, b) }

func add(a, b float64) float64 { return a + b }

func variadic(pre string, xs ...int) func(...int) int {
	base := len(pre) + len(xs)
	return func(ys ...int) int { return base*10 + len(ys) }
}

func multi() (int, string, error) { return 1, "two", nil }

func take(n int, s string, e error) string { return fmt.Sprint(n, s, e) }

func takeAny(xs ...any) int { return len(xs) }

func main() {
	ops := map[string]Op{"add": add, "sub": func(a, b float64) float64 { return a - b }}
	fmt.Println(apply(ops["add"], 1, 2), ops["sub"](5, 3), ops["none"] == nil)
	h := H{"j", func(s ...string) string { return strings.Join(s, "-") }}
	fmt.Println(h.do("a", "b"), h.do(), h.do([]string{"x"}...))
	fmt.Println(variadic("ab", 1, 2)(), variadic("")(1, 2))
	fmt.Println(take(multi()), takeAny(multi()), fmt.Sprintln(multi()))
	arr := [2]func() int{func() int { return 1 }, nil}
	fmt.Println(arr[0](), arr[1] == nil)
	var f func(int) (func() int, bool)
	f = func(i int) (func() int, bool) { return func() int { return i }, i > 0 }
	g, ok := f(3)
	fmt.Println(g(), ok)
	defer func(fn func(float64, float64) float64) { fmt.Println(fn(2, 3)) }(add)
	fmt.Printf("%T %T\n", f, ops["add"])
}
