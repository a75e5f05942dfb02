// compress/gzip and zlib both ways, archive-like streams through io.Pipe-free readers.
package main

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"strings"
)

func main() {
	var text strings.Builder
	seed := uint32(1)
	words := strings.Fields("lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna aliqua")
	for text.Len() < 1_200_000 {
		seed = seed*1664525 + 1013904223
		text.WriteString(words[int(seed>>16)%len(words)])
		text.WriteByte(" \n,."[seed>>8&3])
	}
	data := []byte(text.String())
	total := 0
	for _, level := range []int{gzip.BestSpeed, gzip.DefaultCompression, gzip.BestCompression} {
		var b bytes.Buffer
		w, _ := gzip.NewWriterLevel(&b, level)
		w.Write(data)
		w.Close()
		total += b.Len()
		r, err := gzip.NewReader(&b)
		if err != nil {
			panic(err)
		}
		back, err := io.ReadAll(r)
		if err != nil || !bytes.Equal(back, data) {
			panic("differs")
		}
	}
	for range 5 {
		var b bytes.Buffer
		w := zlib.NewWriter(&b)
		w.Write(data[:100_000])
		w.Close()
		r, _ := zlib.NewReader(&b)
		n, _ := io.Copy(io.Discard, r)
		total += int(n)
	}
	fmt.Println(total)
}
