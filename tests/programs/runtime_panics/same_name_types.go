// Assertion between types of one name in different scopes.
package main

import "fmt"

type T int

func other() any {
	type T int
	return T(1)
}

func main() {
	defer func() { fmt.Println(recover()) }()
	x := other()
	_, ok := x.(T)
	fmt.Printf("%T %v\n", x, ok)
	fmt.Println(x.(T))
}
