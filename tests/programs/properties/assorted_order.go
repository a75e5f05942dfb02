package main

import (
	"fmt"
	"reflect"
)

type key struct {
	a, b int32
	c    float64
	d    [2]struct {
		x, y int16
		s    string
	}
}

var blank = struct{ a, _, c int }{1, 2, 3}

func inner() {
	if recover() != nil {
		fmt.Println("recovered by whom the deferred function calls")
	}
}

func outer(int) { inner() }

func deferred() (r any) {
	defer func() { r = recover() }()
	defer outer(1)
	panic("told")
}

type node struct{ v int }

func late(p *node) (x int) {
	defer func() { recover() }()
	x, p.v = 100, 5
	return 7
}

func main() {
	m := reflect.MakeMap(reflect.MapOf(reflect.TypeFor[key](), reflect.TypeFor[int]()))
	for i := range 50 {
		m.SetMapIndex(reflect.ValueOf(key{a: int32(i), b: 2, c: 0.5}), reflect.ValueOf(i))
	}
	type table map[key]int
	var t table
	reflect.ValueOf(&t).Elem().Set(m)
	sum := 0
	for i := range 50 {
		sum += t[key{a: int32(i), b: 2, c: 0.5}]
	}
	fmt.Println(sum)
	n := 4
	fmt.Println(reflect.ValueOf(blank).Field(1).Int(), reflect.ValueOf(struct{ a, _, c int }{n, n, n}).Field(1).Int())
	b := []byte{'a'}
	switch string(b) {
	case func() string { b[0] = 'b'; return "b" }():
		fmt.Println("changed under the switch")
	default:
		fmt.Println("kept")
	}
	fmt.Println(deferred(), late(nil))
}
