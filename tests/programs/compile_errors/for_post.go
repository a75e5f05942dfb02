// The post statement of a for clause.
package main

func main() {
	for i := 0; i < 3; j := 1 {
	}
	for i := range 5; i < 3 {
	}
	for i, j := 0; i < j; {
	}
}
