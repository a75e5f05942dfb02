package main

type S struct{ f []int }

func main() {
	var s, t S
	var f, g func()
	var m map[int]int
	var sl []int
	var e error
	_ = s == t
	_ = f == g
	_ = m == m
	_ = sl == nil && sl == sl
	_ = e == 1
	_ = 1 == "a"
	_ = s < t
	_ = true < false
	_ = nil == nil
	_ = [2]func(){} == [2]func(){}
}
