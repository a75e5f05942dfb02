// Strings joined, cut and kept.
package main

import (
	"fmt"
	"strings"
)

func main() {
	kept := make([]string, 50_000)
	n := 0
	for i := 0; i < 3_000_000; i++ {
		s := fmt.Sprint("key-", i, "/", i%97)
		parts := strings.Split(s, "/")
		kept[i%len(kept)] = parts[0] + ":" + strings.ToUpper(parts[1])
		n += len(kept[i%len(kept)])
	}
	fmt.Println(n)
}
