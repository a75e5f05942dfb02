package main

func main() {
	delete(1, 2)
	delete(map[string]int{}, 1)
	copy([]int{}, []string{})
	copy("a", "b")
	_ = new()
	_ = real(1.5 + "a")
	_ = complex(1, "a")
	close(5)
	clear(5)
	_ = max()
}
