// Large keys and elements, growth during iteration, deletion during iteration, sizes given, reuse after clear.
package main

import "fmt"

type big [300]byte

func f(b big) byte { return b[299] }

func main() {
	m := map[int]big{}
	for i := range 300 {
		m[i] = big{299: byte(i)}
	}
	s := 0
	for k, v := range m {
		if int(v[299]) != k&255 {
			fmt.Println("bad", k)
		}
		s += int(f(m[k]))
	}
	fmt.Println(len(m), s, m[1000][0])
	kb := map[big]int{}
	for i := range 200 {
		kb[big{byte(i), 299: 7}] = i
	}
	fmt.Println(len(kb), kb[big{150, 299: 7}], kb[big{150}])
	for k := range kb {
		if k[0]%2 == 0 {
			delete(kb, k)
		}
	}
	fmt.Println(len(kb))
	g := map[int]int{}
	for i := range 8 {
		g[i] = i
	}
	seen := map[int]int{}
	rounds := 0
	for k := range g {
		seen[k]++
		rounds++
		if rounds < 1000 {
			g[rounds+100] = k
		}
		delete(g, k+1)
	}
	twice := 0
	for _, n := range seen {
		if n > 1 {
			twice++
		}
	}
	fmt.Println(twice, rounds >= 4)
	h := make(map[string]int, 1000)
	for i := range 5000 {
		h[fmt.Sprint("key", i)] += i
	}
	t := 0
	for i := range 5000 {
		t += h[fmt.Sprint("key", i)]
	}
	fmt.Println(len(h), t)
	for i := range 5000 {
		delete(h, fmt.Sprint("key", i))
	}
	fmt.Println(len(h))
	h["again"] = 1
	fmt.Println(h)
	var order [2][]int
	for r := range 2 {
		for k := range map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true, 6: true, 7: true, 8: true, 9: true, 10: true} {
			order[r] = append(order[r], k)
		}
	}
	fmt.Println(len(order[0]), len(order[1]))
	x := map[uint8]uint8{}
	for i := range 1000 {
		x[uint8(i)] += 1
	}
	fmt.Println(len(x), x[0], x[255])
	type P struct{ x, y int32 }
	grid := map[P]rune{}
	for y := range int32(20) {
		for x := range int32(20) {
			grid[P{x, y}] = 'a' + (x*y)%26
		}
	}
	fmt.Println(len(grid), string(grid[P{3, 4}]), string(grid[P{19, 19}]))
	func() {
		defer func() { fmt.Println(recover() != nil, len(grid)) }()
		for p := range grid {
			grid[P{p.x + 100, p.y}] = 'x'
			if len(grid) > 450 {
				panic("enough")
			}
		}
	}()
}
