// Searching, counting and comparing at every length and alignment around the sizes of vectors and blocks.
package main

import (
	"bytes"
	"fmt"
	"strings"
)

func main() {
	const size = 700
	base := make([]byte, size+64)
	other := make([]byte, size+64)
	sum, bad := 0, 0
	for _, align := range []int{0, 1, 7, 31} {
		for n := 0; n <= size; n += 1 + n/150 {
			p, q := base[align:align+n], other[align/2:align/2+n]
			for i := range base {
				base[i] = byte('a' + i%7)
			}
			copy(q, p)
			if !bytes.Equal(p, q) || bytes.Compare(p, q) != 0 || bytes.IndexByte(p, 'z') != -1 || bytes.Count(p, []byte{'z'}) != 0 {
				bad++
			}
			for at := 0; at < n; at += 1 + n/40 {
				old := p[at]
				p[at] = 'z'
				if bytes.IndexByte(p, 'z') != at || strings.IndexByte(string(p), 'z') != at || bytes.Count(p, []byte{'z'}) != 1 {
					bad++
				}
				if bytes.Equal(p, q) || bytes.Compare(p, q) != 1 || bytes.Compare(q, p) != -1 || string(q) >= string(p) {
					bad++
				}
				if n > at+1 {
					last := p[n-1]
					p[n-1] = 'z'
					if bytes.IndexByte(p, 'z') != at || strings.Count(string(p), "z") != 2 || bytes.Compare(p, q) != 1 {
						bad++
					}
					p[n-1] = last
				}
				p[at] = old
			}
			if bytes.Compare(p, base[align:align+n+1]) != -1 || bytes.Compare(base[align:align+n+1], p) != 1 {
				bad++
			}
			sum += bytes.Count(p, []byte{'c'})
		}
	}
	fmt.Println(sum, bad)
}
