// Map with integer keys: counting, lookups, deletes, iteration.
package main

import "fmt"

func main() {
	counts := map[int]int{}
	seed := uint64(1)
	for range 12_000_000 {
		seed = seed*6364136223846793005 + 1442695040888963407
		counts[int(seed>>44)%200_000]++
	}
	hits := 0
	for i := range 6_000_000 {
		if _, ok := counts[i%400_000]; ok {
			hits++
		}
	}
	sum := 0
	for range 5 {
		for k, v := range counts {
			sum += k ^ v
		}
	}
	for i := 0; i < 200_000; i += 2 {
		delete(counts, i)
	}
	fmt.Println(len(counts), hits, sum)
}
