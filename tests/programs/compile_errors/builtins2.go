// More faults of builtin calls.
package main

func main() {
	_ = make(int)
	_ = make([]int)
	_ = make([]int, -1)
	_ = make([]int, 5, 3)
	_ = make([]int, "a")
	_ = new(5, 6)
	_ = complex(1, "a")
	_ = real(1.5 + "x")
	_ = min(1, "a")
	clear(5)
	panic()
	append([]int{}, 1)
	len("abc")
}
