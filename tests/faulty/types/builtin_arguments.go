package main

func main() {
	_ = len(5)
	_ = len()
	_ = len("a", "b")
	_ = cap("a")
	_ = append(1, 2)
	_ = append()
	_ = append([]int{}, "a")
	_ = make(int)
	_ = make([]int)
	_ = make([]int, 1, 2, 3)
}
