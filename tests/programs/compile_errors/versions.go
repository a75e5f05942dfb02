//go:build go1.21

// Features that the file's language version does not have.
package main

type A[T any] = []T

func main() {
	for i := range 10 {
		_ = i
	}
	for x := range func(yield func(int) bool) {} {
		_ = x
	}
	_ = min(1, 2)
	clear(map[int]int{})
	var _ A[int]
}
