// Results that must not depend on iteration order: sums, sorted keys, copies, equality, nested maps, deletes of everything, printing sorted.
package main

import (
	"fmt"
	"sort"
	"strings"
)

type Key struct {
	a int
	b string
}
type Graph map[string]map[string]int

func (g Graph) add(a, b string, w int) Graph {
	for _, k := range []string{a, b} {
		if g[k] == nil {
			g[k] = map[string]int{}
		}
	}
	g[a][b], g[b][a] = w, w
	return g
}
func (g Graph) dist(from string) map[string]int {
	d := map[string]int{from: 0}
	for changed := true; changed; {
		changed = false
		for a, es := range g {
			for b, w := range es {
				if da, ok := d[a]; ok {
					if db, ok := d[b]; !ok || da+w < db {
						d[b] = da + w
						changed = true
					}
				}
			}
		}
	}
	return d
}
func invert[K, V comparable](m map[K]V) map[V][]K {
	r := map[V][]K{}
	for k, v := range m {
		r[v] = append(r[v], k)
	}
	return r
}

func main() {
	m := map[Key]float64{{1, "a"}: 1.5, {2, "a"}: 2.5, {1, "b"}: 4}
	sum, keys := 0.0, []string{}
	for k, v := range m {
		sum += v
		keys = append(keys, k.b+fmt.Sprint(k.a))
	}
	sort.Strings(keys)
	fmt.Println(sum, keys, m)
	g := Graph{}.add("a", "b", 4).add("a", "c", 1).add("c", "b", 2).add("b", "d", 5)
	fmt.Println(g.dist("a"), g)
	inv := invert(map[string]int{"x": 1, "y": 2, "z": 1})
	sort.Strings(inv[1])
	fmt.Println(inv)
	for k := range m {
		delete(m, k)
	}
	fmt.Println(len(m), m)
	anag := map[[26]uint8][]string{}
	for _, w := range strings.Fields("stop pots tops opts net ten cat") {
		var k [26]uint8
		for _, c := range w {
			k[c-'a']++
		}
		anag[k] = append(anag[k], w)
	}
	groups := []string{}
	for _, v := range anag {
		groups = append(groups, strings.Join(v, "="))
	}
	sort.Strings(groups)
	fmt.Println(groups)
	counts := map[rune]int{}
	for _, r := range "hello, wörld" {
		counts[r]++
	}
	fmt.Println(counts['l'], counts['ö'], len(counts), counts)
	nested := map[string]map[string][]int{}
	for i := range 6 {
		a, b := string(rune('a'+i%2)), string(rune('x'+i%3))
		if nested[a] == nil {
			nested[a] = make(map[string][]int)
		}
		nested[a][b] = append(nested[a][b], i)
	}
	fmt.Println(nested)
	type P struct{ X, Y int }
	var pm map[P]*P
	pm = map[P]*P{{1, 2}: {3, 4}}
	pm[P{1, 2}].X++
	q := pm[P{1, 2}]
	pm[P{1, 2}] = nil
	fmt.Println(*q, pm[P{1, 2}] == nil)
}
