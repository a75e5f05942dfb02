// Maps with struct, array, float, pointer and interface keys; maps of maps and of slices; deletion and iteration.
package main

import "fmt"

type point struct{ x, y int }

type named struct {
	name string
	id   int32
}

func main() {
	grid := map[point]int{}
	for i := range 400_000 {
		p := point{i * 7 % 613, i * 11 % 419}
		grid[p] += i
	}
	sum := 0
	for p, v := range grid {
		sum += p.x*3 + p.y + v&15
	}
	for i := range 613 {
		for j := range 100 {
			delete(grid, point{i, j})
		}
	}
	sum += len(grid)
	names := map[named][]int{}
	words := []string{"alpha", "beta", "gamma", "delta", "epsilon"}
	for i := range 300_000 {
		k := named{words[i%5], int32(i % 97)}
		names[k] = append(names[k], i)
	}
	for k, v := range names {
		sum += len(k.name) * len(v)
	}
	seen := map[any]bool{}
	for i := range 200_000 {
		switch i % 3 {
		case 0:
			seen[i%1000] = true
		case 1:
			seen[words[i%5]] = true
		default:
			seen[point{i % 50, i % 7}] = true
		}
	}
	sum += len(seen)
	nested := map[string]map[int]float64{}
	for i := range 300_000 {
		w := words[i%5]
		m, ok := nested[w]
		if !ok {
			m = make(map[int]float64)
			nested[w] = m
		}
		m[i%777] += 0.5
	}
	for _, m := range nested {
		for k, v := range m {
			sum += k + int(v)
		}
	}
	arrays := map[[4]byte]uint16{}
	for i := range uint32(300_000) {
		arrays[[4]byte{byte(i), byte(i >> 8 & 3), byte(i % 5), 1}]++
	}
	sum += len(arrays)
	small := map[string]int{"a": 1, "b": 2, "c": 3, "d": 4}
	for i := range 1_500_000 {
		sum += small[words[i%5][:1]]
	}
	fmt.Println(sum)
}
