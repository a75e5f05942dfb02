// Function values used wrongly.
package main

func f(int) string { return "" }
func v(...int)     {}

type F func(int)

func main() {
	var a func(int) int = f
	var b F = f
	var c func([]int) = v
	_ = f == f
	_ = f == nil
	if f {
	}
	f = nil
	a.x = 1
	switch f {
	case nil:
	}
	var m map[F]int
	_ = f(1)(2)
	_ = func() int { }
	_ = func() (x int) { return 1, 2 }
	c, b := 1
}
