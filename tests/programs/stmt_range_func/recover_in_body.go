// recover called in the body of a range-over-func loop finds nothing: the body is a function that the iterator calls.
package main

import "fmt"

func once(yield func(int) bool) { yield(1) }
func twice(yield func(int) bool) {
	_ = yield(1) && yield(2)
}

func direct() {
	for range once {
		fmt.Println("direct", recover())
	}
}
func nested() {
	for i := range twice {
		for j := range twice {
			fmt.Println("nested", i, j, recover())
		}
	}
}
func inLiteral() {
	for range once {
		func() { fmt.Println("literal", recover()) }()
	}
	fmt.Println("after", recover())
}
func deferred() {
	for i := range once {
		defer func() { fmt.Println("deferred in body", i, recover()) }()
	}
}

func run(f func()) {
	defer func() { fmt.Println("outer", recover()) }()
	defer f()
	panic("p")
}

func main() {
	run(direct)
	run(nested)
	run(inLiteral)
	run(deferred)
	fmt.Println(recover())
	for range once {
		fmt.Println(recover())
	}
}
