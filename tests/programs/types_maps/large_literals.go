package main

import (
	"fmt"
	"runtime"
	"sort"
)

type point struct{ x, y int }

type shape interface{ area() int }

func (p *point) area() int { return p.x * p.y }

var shared = []int{7}

// More entries than make code of their own; their elements are data.
var lists = map[string][]int{
	"a": {1}, "b": {1, 2}, "c": nil, "d": {}, "e": shared, "f": {6}, "g": {7}, "h": {8}, "i": {9}, "j": {10},
	"k": {1}, "l": {1, 2}, "m": nil, "n": {}, "o": {5}, "p": {6}, "q": {7}, "r": {8}, "s": {9}, "t": {10},
	"u": {1}, "v": {1, 2}, "w": nil, "x": {}, "y": {5}, "z": {6}, "A": {7}, "B": {8}, "C": {9}, "D": {10},
}

var points = map[int]*point{
	1: {1, 1}, 2: {2, 2}, 3: {3, 3}, 4: {4, 4}, 5: {5, 5}, 6: {6, 6}, 7: {7, 7}, 8: {8, 8}, 9: {9, 9}, 10: {1, 10},
	11: {1, 1}, 12: {2, 2}, 13: {3, 3}, 14: {4, 4}, 15: {5, 5}, 16: {6, 6}, 17: {7, 7}, 18: {8, 8}, 19: {9, 9}, 20: {1, 10},
	21: {1, 1}, 22: {2, 2}, 23: {3, 3}, 24: {4, 4}, 25: {5, 5}, 26: {6, 6}, 27: {7, 7}, 28: {8, 8}, 29: {9, 9}, 30: {1, 10},
}

var shapes = map[any]shape{
	1: &point{1, 2}, 2: &point{2, 2}, 3: &point{3, 2}, 4: &point{4, 2}, 5: &point{5, 2}, 6: &point{6, 2}, 7: &point{7, 2},
	8: &point{1, 2}, 9: &point{2, 2}, 10: &point{3, 2}, 11: &point{4, 2}, 12: &point{5, 2}, 13: &point{6, 2}, 14: &point{7, 2},
	"1": &point{1, 2}, "2": &point{2, 2}, "3": &point{3, 2}, "4": &point{4, 2}, "5": &point{5, 2}, "6": &point{6, 2}, "7": &point{7, 2},
	1.5: &point{1, 2}, 2.5: &point{2, 2}, 3.5: &point{3, 2}, 4.5: &point{4, 2}, 5.5: &point{5, 2}, 6.5: &point{6, 2}, 7.5: &point{7, 2},
}

var funcs = map[string]func(int) int{
	"a": func(i int) int { return i + 1 }, "b": double, "c": func(i int) int { return i + 3 }, "d": double, "e": double, "f": double,
	"g": double, "h": double, "i": double, "j": double, "k": double, "l": double, "m": double, "n": double, "o": double, "p": double,
	"q": double, "r": double, "s": double, "t": double, "u": double, "v": double, "w": double, "x": double, "y": double, "z": double,
}

func double(i int) int { return 2 * i }

// Evaluated each time that the function is called: its elements must be new.
var fresh = func() map[int][]int {
	return map[int][]int{
		1: {1}, 2: {2}, 3: {3}, 4: {4}, 5: {5}, 6: {6}, 7: {7}, 8: {8}, 9: {9}, 10: {10}, 11: {11}, 12: {12}, 13: {13}, 14: {14},
		15: {1}, 16: {2}, 17: {3}, 18: {4}, 19: {5}, 20: {6}, 21: {7}, 22: {8}, 23: {9}, 24: {10}, 25: {11}, 26: {12}, 27: {13}, 28: {14},
	}
}

var first, second = fresh(), fresh()

var both = []map[int][]int{both1(), both1()}

func both1() map[int][]int {
	return map[int][]int{
		1: {1}, 2: {2}, 3: {3}, 4: {4}, 5: {5}, 6: {6}, 7: {7}, 8: {8}, 9: {9}, 10: {10}, 11: {11}, 12: {12}, 13: {13}, 14: {14},
		15: {1}, 16: {2}, 17: {3}, 18: {4}, 19: {5}, 20: {6}, 21: {7}, 22: {8}, 23: {9}, 24: {10}, 25: {11}, 26: {12}, 27: {13}, 28: {14},
	}
}

func main() {
	lists["a"] = append(lists["a"], 2)
	lists["b"][0] = 100
	lists["e"][0]++
	keys := make([]string, 0)
	for k, v := range lists {
		keys = append(keys, fmt.Sprint(k, v, v == nil, cap(v)))
	}
	sort.Strings(keys)
	fmt.Println(keys, shared)
	points[1].x = 50
	points[30] = new(point)
	sum := 0
	for _, s := range shapes {
		sum += s.area()
	}
	fmt.Println(points[11].x, points[1].area(), *points[30], sum, shapes[1.5].area(), shapes["7"].area(), shapes[int64(1)])
	fmt.Println(funcs["a"](1), funcs["b"](5), funcs["c"](1), funcs["z"](9))
	first[1][0] = 77
	both[0][28][0] = 78
	fmt.Println(second[1], both[1][28], first[1], both[0][28])
	for k := range lists {
		lists[k] = append(lists[k], len(k))
	}
	for range 3 {
		runtime.GC()
	}
	clear(points)
	fmt.Println(len(points), lists["D"], lists["b"], lists["e"], len(lists))
}
