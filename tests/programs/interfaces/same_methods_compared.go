package main

import "fmt"

type number int

func (number) name() string { return "number" }

type first interface{ name() string }
type second interface{ name() string }
type again = first

type holder[T any] interface{ name() string }

// Interface types with the same methods: values that go from one to the other stay equal, and are found in maps.
func main() {
	a := first(number(1))
	b := second(number(1))
	fmt.Println(a == b, b == a, a == first(b), second(a) == b, any(a) == any(b), a != second(number(2)))
	var c again = b
	fmt.Println(a == c, c == b)
	var d holder[int] = a
	var e holder[string] = d
	fmt.Println(d == e, e == a, holder[int](e) == d)
	m := map[second]int{b: 5}
	m[a] = 6
	m[d] = 7
	fmt.Println(m, len(m))
	x := any(number(1))
	fmt.Println(x.(first) == b, x.(second) == a)
	var none first
	fmt.Println(second(none) == nil, second(none) == none)
	switch a {
	case second(number(3)), b:
		fmt.Println("found", a.name())
	}
	arr := [2]first{b, a}
	fmt.Println(arr[0] == arr[1], struct{ f first }{b} == struct{ f first }{a})
}
