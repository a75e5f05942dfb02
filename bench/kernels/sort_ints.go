// slices.Sort on integers and sort.Ints: generics with ordered comparison.
package main

import (
	"fmt"
	"slices"
)

func main() {
	const n = 1_000_000
	ints := make([]int, n)
	floats := make([]float64, n)
	seed := uint64(1)
	sum := 0
	for range 6 {
		for i := range ints {
			seed = seed*6364136223846793005 + 1442695040888963407
			ints[i] = int(seed >> 20)
			floats[i] = float64(seed >> 30)
		}
		slices.Sort(ints)
		slices.SortFunc(floats, func(a, b float64) int {
			switch {
			case a < b:
				return -1
			case a > b:
				return 1
			}
			return 0
		})
		sum += ints[n/2] ^ int(floats[n/3])
	}
	fmt.Println(sum)
}
