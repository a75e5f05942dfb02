package main

func f(x []int) {}

func main() {
	f([]int{}...)
	f(...[]int{})
	x.y..z()
}
