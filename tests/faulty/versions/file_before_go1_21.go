//go:build go1.18

// A file cannot choose a version before Go 1.21: it gets that one, and what it lacks is not blamed on its line.
package main

func main() {
	for i := range 3 {
		println(i)
	}
}
