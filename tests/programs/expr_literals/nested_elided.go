// Composite literals: elided types at every level, pointers, maps of arrays of structs, keyed arrays, functions and interfaces inside.
package main

import "fmt"

type P struct{ x, y int }
type T struct {
	ps  []P
	pp  []*P
	m   map[P][]*P
	arr [3]P
	f   func(P) int
	any []any
	in  struct{ a, b []string }
}

func (p P) sum() int { return p.x + p.y }

var global = [...]T{
	2: {ps: []P{{1, 2}, {y: 3}}, arr: [3]P{1: {4, 5}}},
	0: {m: map[P][]*P{{1, 1}: {{2, 2}, nil}}, f: P.sum},
}

const (
	A = iota
	B
	C
)

var names = [...]string{C: "c", A: "a", B: "b"}

func main() {
	t := T{
		ps:  []P{{1, 2}, {}, {x: 5}},
		pp:  []*P{{3, 4}, nil, {y: 1}},
		m:   map[P][]*P{{}: {{9, 9}}, {1, 2}: nil},
		f:   func(p P) int { return p.x * p.y },
		any: []any{P{1, 2}, &P{3, 4}, []P{{5, 6}}, map[string]P{"k": {7, 8}}, [...]int{1, 2, 3}, nil, struct{ z int }{4}},
	}
	t.in.a = []string{2: "two", "three", 0: "zero"}
	fmt.Println(t.ps, *t.pp[0], t.pp[1], *t.m[P{}][0], len(t.m), t.f(P{3, 4}), t.any[0], *t.any[1].(*P), t.any[2:], len(t.in.a), t.in.a)
	fmt.Println(len(global), global[2].ps, global[2].arr, global[0].f(P{1, 2}), *global[0].m[P{1, 1}][0], global[1].m == nil)
	fmt.Println(names, len([...]int{10: 1}), [...]string{3: "x", 1: "y", "z"}, []int{'b' - 'a': 5, 6})
	mm := map[string]map[int][]string{"a": {1: {"x"}, 2: {}}, "b": {}}
	mm["b"][3] = append(mm["a"][1], "y")
	fmt.Println(mm)
	mat := [][]float64{{1, 2}, {3}, {}}
	mat[2] = append(mat[2], mat[0]...)
	fmt.Println(mat, [2][2]P{{{1, 2}}, {1: {3, 4}}})
	ptrs := map[*P]*T{{1, 2}: {ps: []P{{1, 1}}}}
	for k, v := range ptrs {
		fmt.Println(*k, v.ps)
	}
	fs := map[string]func(...int) int{"n": func(x ...int) int { return len(x) }, "z": nil}
	fmt.Println(fs["n"](1, 2), fs["z"] == nil)
	type pair[K comparable, V any] struct {
		k K
		v V
	}
	fmt.Println([]pair[string, []int]{{"a", []int{1}}, {k: "b"}}, &pair[int, P]{v: P{1, 2}})
	var iface interface{ sum() int } = P{1, 2}
	fmt.Println([]interface{ sum() int }{P{1, 2}, &P{3, 4}, iface}[1].sum(), (&P{5, 6}).sum(), P{7, 8}.sum())
	if (P{1, 2}) == (P{1, 2}) {
		fmt.Println("equal")
	}
	for _, p := range []P{{1, 2}, {3, 4}} {
		switch p {
		case P{1, 2}:
			fmt.Println("first")
		case (P{3, 4}):
			fmt.Println("second")
		}
	}
	e := [0]P{}
	s := [...]struct{}{{}, {}}
	fmt.Println(len(e), len(s), []struct{}{{}, {}, {}}, cap([]int{5: 0}))
}
