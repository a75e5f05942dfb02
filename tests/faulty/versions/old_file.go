//go:build go1.21

package main

import "fmt"

func main() {
	for i := range 10 {
		fmt.Println(i)
	}
	for x := range func(func(int) bool) {} {
		_ = x
	}
	_ = new(5)
	type A[T any] = []T
}
