// Faults in range over functions.
package main

func a(yield func(int))                  {}
func b(yield func(int) int)              {}
func c(yield func(int) bool) bool        { return true }
func d()                                 {}
func e(yield func(int, string) bool)     {}
func f(x int, yield func(int) bool)      {}
func g[T any](yield func(T) bool)        {}

func main() {
	for range a {
	}
	for range b {
	}
	for range c {
	}
	for range d {
	}
	for i, s, t := range e {
	}
	for i := range e {
		i = "x"
	}
	for range f {
	}
	for x := range g {
		_ = x
	}
	for x := range g[int] {
		var s string = x
	}
}
