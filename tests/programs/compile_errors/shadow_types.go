// Types used as values and values used as types.
package main

import "fmt"

type T int

var v T

func main() {
	var x v
	_ = T
	_ = T + 1
	fmt.Println(int)
	_ = []v{}
	_ = fmt{}
	var y fmt
	_ = make(v)
	_ = new(v + 1)
	if T {
	}
	_ = map[v]int{}
	func() v { return 1 }()
}
