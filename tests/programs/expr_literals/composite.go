// Composite literals: keys, nested elision, pointers, maps of arrays, anonymous types.
package main

import "fmt"

type P struct{ X, Y int }
type L struct {
	Name string
	Ps   []*P
	M    map[P][]P
	In   struct{ A, B [2]int }
}

func main() {
	a := [...]P{{1, 2}, 3: {X: 5}, {Y: 7}}
	fmt.Println(len(a), a)
	b := []*P{{1, 2}, nil, {}}
	fmt.Println(*b[0], b[1] == nil, *b[2])
	c := map[P]string{{1, 2}: "a", {}: "zero"}
	fmt.Println(c[P{1, 2}], c[P{}])
	d := map[string]*P{"k": {3, 4}}
	fmt.Println(*d["k"])
	e := [][]P{{{1, 2}}, {}, {{3, 4}, {5, 6}}}
	fmt.Println(e, len(e[1]))
	f := map[[2]string][]map[int]P{{"x", "y"}: {{1: {1, 1}}, nil}}
	fmt.Println(f)
	g := L{"n", []*P{{1, 1}}, map[P][]P{{0, 1}: {{2, 3}}}, struct{ A, B [2]int }{B: [2]int{1: 4}}}
	fmt.Println(g.Name, *g.Ps[0], g.M, g.In)
	h := &[]int{1, 2, 3}
	(*h)[1] = 20
	fmt.Println(*h, len(&[2]int{}))
	const k = 2
	i := []string{k: "two", "three", 'a' - 'a': "zero"}
	fmt.Printf("%q\n", i)
	j := [][2]struct{ a any }{{{1}, {"x"}}}
	fmt.Println(j)
	m := &map[string]bool{"t": true}
	fmt.Println((*m)["t"], (&P{8, 9}).Y, P{8, 9}.X, []int{4, 5, 6}[1], [3]int{7}[0], map[int]string{1: "v"}[1], "str"[1])
	if (P{1, 2}) == (P{1, 2}) {
		fmt.Println("eq")
	}
	for _, p := range []P{{1, 1}, {2, 2}} {
		fmt.Print(p.X)
	}
	n := []func() int{func() int { return 1 }, func() int { return 2 }}
	fmt.Println(n[1](), []byte{'a', 98, 0x63}, []rune{'世'}, []float64{1, 2.5}, []any{nil, 1, P{}})
	o := [2][]int{1: {1}}
	fmt.Println(o, [0]int{}, []struct{}{{}, {}})
}
