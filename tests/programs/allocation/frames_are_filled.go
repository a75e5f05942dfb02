// A constructor fills the memory its caller gives it for the result: the caller reads what was written, however it uses it.
package main

import "fmt"

type table struct {
	forward  [64]byte
	backward [256]uint8
	pad      rune
	next     *table
}

func build(letters string) *table {
	if len(letters) > 64 {
		panic(fmt.Sprintf("%d letters are too many", len(letters)))
	}
	t := new(table)
	t.pad = '='
	for i := range t.backward {
		t.backward[i] = 0xff
	}
	copy(t.forward[:], letters)
	for i := 0; i < len(letters); i++ {
		switch {
		case letters[i] == '\n' || letters[i] == '\r':
			panic(fmt.Sprint("letter ", i, " is the end of a line"))
		case t.backward[letters[i]] != 0xff:
			panic(fmt.Sprint("letter ", i, " is there twice, first at ", t.backward[letters[i]]))
		}
		t.backward[letters[i]] = uint8(i)
	}
	return t
}

func pair(a, b string) (*table, *table) {
	x, y := build(a), build(b)
	x.next = y
	return x, y
}

func (t table) withPad(pad rune) *table {
	if t.backward[byte(pad)] != 0xff {
		panic("pad is a letter")
	}
	t.pad = pad
	return &t
}

func (t table) sum() (n int) {
	for _, v := range t.backward {
		n += int(v)
	}
	return n + int(t.pad)
}

var funny = build("abcdefghijklmnopqrstuvwxyz").withPad('@')

func main() {
	fmt.Println(string(funny.pad), funny.backward['c'], funny.sum())
	fmt.Println(build("xyz").sum(), build("q").pad)
	x, y := pair("hello"[:3], "world")
	fmt.Println(x.sum(), y.sum(), x.next == y, x.next.backward['d'])
	var tables [3]table
	for i := range tables {
		tables[i] = *build("abcdef"[i:])
	}
	fmt.Println(tables[0].sum(), tables[1].sum(), tables[2].sum())
	copied := *build("go")
	copied.pad = 'x'
	fmt.Println(copied.withPad('y').pad, copied.pad, string(copied.forward[:2]))
}
