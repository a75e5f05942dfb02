package main

func main() {
	_ = [2]int{1, 2, 3}
	_ = [...]int{5: 1, 5: 2}
	_ = []int{-1: 0}
	_ = []int{"a": 1}
	_ = [3]int{3: 1}
	n := 2
	_ = [n]int{}
	_ = [-1]int{}
	_ = [1.5]int{}
	_ = []string{1, 'a', 2.5}
	_ = [...]int{1 << 70: 1}
}
