// A table that a small function fills and returns lies in its caller's frame and is copied from there.
package main

import "fmt"

type table struct {
	letters [8]byte
	index   [256]int8
	filler  rune
}

func build(letters string) *table {
	t := new(table)
	t.filler = '='
	copy(t.letters[:], letters)
	for i := range t.index {
		t.index[i] = -1
	}
	for i := 0; i < len(letters); i++ {
		if t.index[letters[i]] != -1 {
			panic("twice")
		}
		t.index[letters[i]] = int8(i)
	}
	return t
}

func (t table) with(filler rune) *table {
	if t.index[byte(filler)] != -1 {
		panic("taken")
	}
	t.filler = filler
	return &t
}

var (
	plain   = build("abcdefgh")
	derived = plain.with('-')
	direct  = build("ijklmnop").with('!')
)

func sum(letters string) (n int) {
	t := *build(letters)
	for _, v := range t.index {
		n += int(v)
	}
	return n
}

func main() {
	fmt.Println(string(plain.filler), string(derived.filler), string(direct.filler))
	fmt.Println(string(direct.letters[:]), direct.index['k'], direct.index['a'])
	fmt.Println(sum("xyz"), sum(""), sum("qrstuvwx"))
}
