// Faults in for clauses.
package main

func main() {
	for i := 0; i < "a"; i++ {
	}
	for i := 0; 5; i++ {
	}
	for var i = 0; i < 5; i++ {
	}
}
