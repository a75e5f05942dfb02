package main

func main() {
	defer func() {}
	go 5
	defer println
	defer (func() {})()
	go (println(1))
	defer append([]int{}, 1)
	go len("a")
	defer new(int)
	defer int(1)
}
