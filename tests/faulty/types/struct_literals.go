package main

type P struct{ x, y int }

func main() {
	_ = P{1}
	_ = P{1, 2, 3}
	_ = P{x: 1, 2}
	_ = P{z: 1}
	_ = P{x: 1, x: 2}
	_ = P{"a", 2}
	_ = []P{{1, 2}, 3}
	_ = &P{y: "s"}
	_ = int{1}
	_ = map[string]int{"a"}
}
