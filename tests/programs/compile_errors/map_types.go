// Faults with maps.
package main

type K struct{ s []int }

func main() {
	var m map[string]int
	var n map[K]int
	m[1] = 2
	m["a"] = "b"
	_ = m.a
	_ = m["a"]["b"]
	_ = &m["a"]
	m["a"].x = 1
	for k, v := range m {
		k = 1
		v = "x"
	}
	a, b, c := m["x"]
	_ = m == m
	_ = m == nil
	delete(m)
	delete(m, "a", "b")
	_ = map[string]int{"a": 1, "b"}
	_ = map[int]string{1: "a", 1: "b"}
	_ = len(m["a"])
	_ = cap(m)
	_ = append(m, 1)
}
