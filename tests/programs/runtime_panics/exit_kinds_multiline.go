// A panic value with line breaks: following lines are indented.
package main

import "fmt"

type T struct{ a, b int }

func main() {
	defer func() {
		e := recover()
		fmt.Printf("%q\n", e)
		defer func() { panic(fmt.Errorf("wrapped:\n%v\nend", e)) }()
		panic(T{1, 2})
	}()
	panic("line one\nline two\n")
}
