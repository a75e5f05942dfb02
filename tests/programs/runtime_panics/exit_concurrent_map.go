// Writing a map during its iteration is fine; a nil map panics; all goroutines asleep with a select.
package main

import "fmt"

func main() {
	m := map[int]int{1: 1, 2: 2, 3: 3}
	for k := range m {
		delete(m, k)
		m[k+100] = k
		if len(m) > 50 || k > 1000 {
			break
		}
	}
	fmt.Println(len(m) > 0)
	func() {
		defer func() { fmt.Println(recover()) }()
		var n map[string]bool
		fmt.Println(n["x"], len(n))
		delete(n, "x")
		for range n {
		}
		clear(n)
		n["x"] = true
	}()
	c := make(chan int)
	var d chan string
	select {
	case c <- 1:
	case <-d:
	}
}
