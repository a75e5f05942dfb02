// Building strings: strings.Builder, concatenation, strconv, splitting and joining.
package main

import (
	"fmt"
	"strconv"
	"strings"
)

func main() {
	sum := 0
	for i := range 8 {
		var b strings.Builder
		b.Grow(1 << 20)
		for j := range 400_000 {
			b.WriteString("item ")
			b.WriteString(strconv.Itoa(i*j + j))
			b.WriteByte(',')
		}
		sum += len(b.String())
	}
	s := ""
	for i := range 2_000 {
		s += string(rune('a' + i%26))
	}
	sum += len(s)
	for i := range 1_000_000 {
		n, err := strconv.Atoi(strconv.Itoa(i * 37))
		if err != nil {
			panic(err)
		}
		sum += n & 7
	}
	for range 60 {
		parts := strings.Split(strings.Repeat("alpha,beta,gamma,delta,", 1_000), ",")
		joined := strings.Join(parts, ";")
		sum += strings.Count(joined, ";g") + len(strings.ReplaceAll(joined, "eta", "ETA")) + len(strings.ToUpper(joined))
	}
	for i := range 1_000_000 {
		key := "k" + strconv.Itoa(i&1023) + "/" + s[:i&15]
		sum += len(key)
	}
	buf := make([]byte, 0, 64)
	for i := range 1_500_000 {
		buf = strconv.AppendFloat(buf[:0], float64(i)*1.1, 'g', -1, 64)
		sum += len(buf)
	}
	fmt.Println(sum)
}
