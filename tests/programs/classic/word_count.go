// stdin: the cat the dog\na cat\n\nthe end\n
// Word frequencies with ties in order, longest line, bytes and runes.
package main

import (
	"bufio"
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

func main() {
	in := bufio.NewReader(os.Stdin)
	freq := map[string]int{}
	lines, longest := 0, ""
	for {
		line, err := in.ReadString('\n')
		if line != "" {
			lines++
		}
		if len(line) > len(longest) {
			longest = line
		}
		for w := range strings.FieldsSeq(line) {
			freq[w]++
		}
		if err != nil {
			break
		}
	}
	words := slices.SortedFunc(maps.Keys(freq), func(a, b string) int {
		return cmp.Or(-cmp.Compare(freq[a], freq[b]), strings.Compare(a, b))
	})
	for _, w := range words {
		fmt.Printf("%-5s%3d\n", w, freq[w])
	}
	fmt.Printf("%d %q\n", lines, longest)
}
