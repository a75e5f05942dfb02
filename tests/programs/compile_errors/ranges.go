// Faults of range clauses.
package main

func f(func(int) bool)                 {}
func g(func(int, int, int) bool)       {}
func h(func(int))                      {}

func main() {
	for i, j, k := range []int{} {
	}
	for i, j := range make(chan int) {
		_, _ = i, j
	}
	for i := range 5.5 {
		_ = i
	}
	for i, j := range 5 {
		_, _ = i, j
	}
	for range f {
		break
	}
	for a, b := range f {
		_, _ = a, b
	}
	for range g {
	}
	for range h {
	}
	for range nil {
	}
	for range struct{}{} {
	}
	var s string
	for i, s = range "abc" {
	}
	for range make(chan<- int) {
	}
}
