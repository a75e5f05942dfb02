// Scopes of if, for, switch and function literals; redeclaration with :=; shadowed types, functions, packages, true and nil.
package main

import "fmt"

var x = "package"

func f() (x int, err error) {
	if x, err := 5, error(nil); x > 3 && err == nil {
		x++
		defer func() { x += 100; _ = x }()
	}
	x, y := 2, 3
	{
		x := x * 10
		y := y + x
		_, _ = x, y
	}
	for x := x; x < 5; x++ {
		y += x
		x := x * 2
		y += x
	}
	switch x := y; x {
	case 0:
		x := "string"
		_ = x
	default:
		y = x
		x := 1.5
		y += int(x)
	}
	return x + y, err
}

type T int

func (T) String() string { return "T" }

func g() {
	type U struct{ a T }
	_ = U{a: U{}.a}
}

func main() {
	fmt.Println(x)
	x := x + " local"
	fmt.Println(x)
	{
		x := len(x)
		fmt.Println(x)
		if x := x > 5; x {
			fmt.Println(x)
		} else if y := !x; y {
			fmt.Println(x, y)
		}
	}
	fmt.Println(f())
	a, b := 1, 2
	b, c := a, b
	a, b, d := c, a, b
	fmt.Println(a, b, c, d)
	true := false
	nil := 0
	len := func(s string) int { return -1 }
	string := func(i int) int { return i * 2 }
	fmt.Println(true, nil, len("abc"), string(4))
	{
		fmt := "shadowed"
		_ = fmt
	}
	type float64 = int8
	var small float64 = 100
	small += 100
	fmt.Println(small)
	const iota = 7
	const (
		k = iota
	)
	fmt.Println(k)
	append := func(xs ...any) any { return xs[0] }
	fmt.Println(append(1, 2))
	func(x int8) {
		x++
		fmt.Println(x)
	}(127)
	for i := 0; i < 2; i++ {
		i := i * 10
		fmt.Print(i, " ")
	}
	var fn func(n int8) int8
	fn = func(n int8) int8 {
		if n <= 0 {
			return 0
		}
		return n + fn(n-1)
	}
	fmt.Println(fn(10))
	if v, ok := any(x).(interface{ X() }); !ok {
		fmt.Println(v == any2, ok)
	}
	switch v := any(T(3)).(type) {
	case fmt.Stringer:
		fmt.Println(v)
	}
	goto end
end:
	fmt.Println("end")
}

var any2 interface{ X() }
