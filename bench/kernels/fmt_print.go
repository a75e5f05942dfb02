// fmt.Sprintf and Fprintf: formatting through interfaces.
package main

import (
	"bufio"
	"fmt"
	"io"
)

type point struct{ X, Y int }

func main() {
	w := bufio.NewWriter(io.Discard)
	sum := 0
	for i := range 700_000 {
		n, _ := fmt.Fprintf(w, "%d %s %5.2f %x %v\n", i, "text", float64(i)/3, i, point{i, -i})
		sum += n
	}
	for i := range 300_000 {
		sum += len(fmt.Sprintf("%08d|%q|%t", i, "quoted", i&1 == 0))
	}
	fmt.Println(sum)
}
