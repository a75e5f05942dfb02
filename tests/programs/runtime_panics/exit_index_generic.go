// An index out of range inside a generic method called through an interface in a goroutine.
package main

type L[T any] []T

func (l L[T]) At(i int) T { return l[i] }

func main() {
	var x interface{ At(int) string } = L[string]{"a"}
	done := make(chan string)
	go func() { done <- x.At(len(x.At(0)) + 4) }()
	println(<-done)
}
