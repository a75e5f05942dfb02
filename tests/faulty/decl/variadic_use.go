package main

func a(x ...int) {}

func b(x []int) {}

func main() {
	a([]int{1}, 2)
	a([]int{1})
	a(nil...)
	a("x"...)
	b([]int{}...)
	a([]string{"a"}...)
	a(1, []int{2}...)
	println([]any{1}...)
	a([3]int{}...)
	var f func([]int) = a
	_ = append([]int{}, []int8{}...)
	_ = len([]int{}...)
}
