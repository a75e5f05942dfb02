// Every comparable kind as a key.
package main

import "fmt"

type E struct {
	a any
	s string
}

func main() {
	m := map[any]string{1: "int", int8(1): "int8", "1": "string", 1.5: "float", true: "bool", 'x': "rune", [2]int{1, 2}: "array", E{1, "a"}: "struct", nil: "nil", 1i: "complex"}
	fmt.Println(len(m), m[1], m[int8(1)], m["1"], m[1.5], m[true], m['x'], m[[2]int{1, 2}], m[E{1, "a"}], m[nil], m[1i], m[int16(1)] == "")
	c := make(chan int)
	mc := map[chan int]int{c: 5}
	fmt.Println(mc[c], mc[nil])
	x, y := 1, 2
	mp := map[*int]string{&x: "x", &y: "y", nil: "nil"}
	fmt.Println(mp[&x], mp[&y], mp[nil])
	mb := map[bool]int{true: 1}
	mb[false] = 2
	fmt.Println(mb)
	mi := map[interface{ Error() string }]int{fmt.Errorf("x"): 1}
	fmt.Println(len(mi))
	mz := map[struct{}]int{{}: 3}
	mz[struct{}{}]++
	fmt.Println(mz)
	big := map[[40]int]int{}
	var k [40]int
	k[39] = 7
	big[k] = 1
	k[39] = 8
	fmt.Println(len(big), big[k])
	func() {
		defer func() { fmt.Println(recover()) }()
		m[[]int{1}] = "x"
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = m[E{func() {}, ""}]
	}()
}
