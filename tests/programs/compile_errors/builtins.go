// Faults of builtin calls.
package main

func main() {
	var s []int
	var m map[string]int
	var c <-chan int
	_ = len(5)
	_ = append(5, 1)
	_ = append(s, "a")
	copy(s, []string{})
	delete(m, 1)
	delete(s, 1)
	close(c)
	close(s)
}
