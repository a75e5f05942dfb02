// Panic values of named string and rune types, and of an array.
package main

type Name string

func main() {
	defer func() {
		defer func() {
			panic([2]Name{"x", "y"})
		}()
		panic(Name("second\twith tab"))
	}()
	panic('x')
}
