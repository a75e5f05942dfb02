// slices.Sort on strings: string comparison.
package main

import (
	"fmt"
	"slices"
	"strconv"
)

func main() {
	const n = 300_000
	words := make([]string, n)
	original := make([]string, n)
	seed := uint64(1)
	for i := range original {
		seed = seed*6364136223846793005 + 1442695040888963407
		original[i] = "key-" + strconv.FormatUint(seed>>24, 36)
	}
	var sum int
	for r := range 5 {
		copy(words, original)
		slices.Sort(words)
		sum += len(words[r*1000]) + int(words[n/2][5])
	}
	fmt.Println(words[0], words[n-1], sum)
}
