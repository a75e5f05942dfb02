package main

func main() {
	_ = map[string]int{"a": 1, "a": 2}
	_ = map[int]string{1: 1, "b": "c"}
	_ = map[[]int]string{}
	_ = map[func()]int{}
	type S struct{ s []int }
	var m map[S]int
	_ = map[any]int{1: 1, 1: 2, "1": 3}
	_ = map[bool]int{true: 1, false: 2, !true: 3}
	m["x"] = 1
}
