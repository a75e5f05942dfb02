//go:build go1.21

package main

// A file for Go 1.21 has one loop variable for the whole loop.

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
	}
	for _, f := range fs {
		print(f(), " ")
	}
	for k := range []int{1, 2, 3} {
		defer func() { print(k, " ") }()
	}
	println()
}
