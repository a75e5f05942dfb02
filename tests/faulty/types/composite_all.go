// all errors
package main

import "image"

type P struct{ X, Y int }
type N struct {
	P
	Z []P
	m map[string]P
}

func main() {
	_ = P{1}
	_ = P{1, 2, 3}
	_ = P{X: 1, 2}
	_ = P{X: 1, X: 2}
	_ = P{Q: 1}
	_ = P{"a", 2}
	_ = N{X: 1}
	_ = N{P: P{1, 2}, Z: {1, 2}}
	_ = N{P: {1, 2}}
	_ = []P{{1, 2}, {1}, 5, P{1, 2}}
	_ = []*P{{1, 2}, &P{1, 2}, P{}}
	_ = map[P]P{{1, 2}: {3, 4}, {1, 2}: {5, 6}}
	_ = map[string]int{"a": 1, "a": 2, "b"}
	_ = [3]int{1, 2, 3, 4}
	_ = [...]int{5: 1, 2, 5: 3}
	_ = [2]int{-1: 0}
	_ = [2]int{2: 0}
	_ = [2]int{"a": 1}
	_ = []int{1.5, "a", nil}
	_ = [1 << 40]int{1 << 39: 1}
	_ = [-1]int{}
	_ = [1.5]int{}
	_ = ["a"]int{}
	_ = [x]int{}
	var n = 3
	_ = [n]int{}
	_ = [...]int
	var arr [...]int
	_ = struct{ a int }{b: 1}
	_ = int{1}
	_ = *P{1, 2}
	_ = func(){}
	_ = interface{}{}
	_ = chan int{}
	_ = undefined{1}
	_ = image.Point{1}
	_ = image.Point{x: 1}
	_ = &[]int{1}[0]
	_ = map[[]int]int{}
	_ = map[func()]int{}
	_ = map[any]int{1: 1, 1: 2, "a": 3, "a": 4, 1.0: 2}
	_ = []int{a: 1}
	_ = []int{0: 1, 0: 2}
	_ = [][]int{{1}, {"a"}}
	_ = [2][2]int{{1, 2, 3}}
	_ = map[int][]P{1: {{1, 2}, {3}}}
	if x == P{1, 2} {
	}
}
