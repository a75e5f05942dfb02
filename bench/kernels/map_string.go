// Map with string keys: word counting over a text.
package main

import (
	"fmt"
	"strings"
)

func main() {
	var b strings.Builder
	seed := uint64(1)
	for range 300_000 {
		seed = seed*6364136223846793005 + 1442695040888963407
		n := int(seed>>40) % 20_000
		for n > 0 {
			b.WriteByte(byte('a' + n%26))
			n /= 26
		}
		b.WriteByte(' ')
	}
	text := b.String()
	total := 0
	var counts map[string]int
	for range 20 {
		counts = map[string]int{}
		for start := 0; start < len(text); {
			end := start + strings.IndexByte(text[start:], ' ')
			counts[text[start:end]]++
			start = end + 1
		}
		total += counts["abc"] + len(counts)
	}
	fmt.Println(total, counts["bz"], counts["x"])
}
