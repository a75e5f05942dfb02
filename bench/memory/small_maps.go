// Many small maps that live for a while.
package main

import "fmt"

func main() {
	kept := make([]map[int]string, 20_000)
	total := 0
	for i := 0; i < 2_000_000; i++ {
		m := make(map[int]string)
		for k := 0; k < 6; k++ {
			m[i+k] = "value"
		}
		total += len(m)
		kept[i%len(kept)] = m
	}
	fmt.Println(total, len(kept[7]))
}
