// stdin: Uryyb, Jbeyq!\nabc
// A reader that decodes, over standard input, with counts by class.
package main

import (
	"fmt"
	"io"
	"os"
)

type rot struct{ r io.Reader }

func (r rot) Read(p []byte) (n int, err error) {
	n, err = r.r.Read(p)
	for i, c := range p[:n] {
		switch {
		case c >= 'a' && c <= 'z':
			p[i] = 'a' + (c-'a'+13)%26
		case c >= 'A' && c <= 'Z':
			p[i] = 'A' + (c-'A'+13)%26
		}
	}
	return
}

func main() {
	b, err := io.ReadAll(rot{os.Stdin})
	count := map[bool]int{}
	for _, c := range b {
		count[c >= 'a']++
	}
	fmt.Printf("%s|%v %v\n", b, err, count)
}
