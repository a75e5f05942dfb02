// More faults of assignments.
package main

func two() (int, string) { return 1, "" }
func none()              {}

func main() {
	var s []int
	var m map[string]int
	s.x = 1
	m.y = 2
	a, b, c := two()
	d := none()
	var e, f int = 1, 2, 3
	var g, h = two(), 1
	s["a"] = 1
	m[1] = 2
	s[1.5] = 1
	s[-1] = 2
	i, i := 1, 2
}
