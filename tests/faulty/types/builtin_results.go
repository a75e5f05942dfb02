package main

func main() {
	x := print("a")
	y := panic(1)
	z := recover
	defer len("a")
	go append([]int{}, 1)
	defer recover()
	_ = make([]int, -1)
	_ = make([]int, 5, 2)
	_ = make([]int, "a")
	_ = min(1, "a")
	defer int(3)
}
