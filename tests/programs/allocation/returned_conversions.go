// Short strings that a small function converts and returns need no heap where they are only looked at.
package main

import (
	"bytes"
	"fmt"
	"testing"
)

type token struct {
	raw  []byte
	text string
}

func (t token) String() string {
	if len(t.raw) > 0 {
		return string(t.raw)
	}
	return t.text
}

func letter(r rune) string   { return string(r) }
func letters(s string) []rune { return []rune(s) }
func raw(s string) []byte     { return []byte(s) }

type name string

func named[T ~string](b []byte) T { return T(string(b)) }

var kept []string

func main() {
	t := token{raw: []byte("hello")}
	m := map[string]int{"hello": 1, "x": 2}
	total := 0
	fmt.Println(testing.AllocsPerRun(20, func() { total += m[t.String()] }))
	fmt.Println(testing.AllocsPerRun(20, func() { total += len(letter(rune(0x4e00 + total&7))) }))
	fmt.Println(testing.AllocsPerRun(20, func() {
		r := letters("short")
		r[0] = 'S'
		total += int(r[0])
	}))
	var b bytes.Buffer
	b.WriteString("hello")
	fmt.Println(testing.AllocsPerRun(20, func() { total += m[b.String()] }))
	w := raw("abc")
	w[0] = 'z'
	fmt.Println(string(w), named[name]([]byte("n")) == "n", total)
	for i := range 3 {
		t.raw[0] = byte('a' + i)
		s := t.String()
		kept = append(kept, s)
		if s2 := t.String(); s2 != s {
			fmt.Println("changed", s2)
		}
	}
	long := token{raw: bytes.Repeat([]byte("long"), 20)}
	s := long.String()
	long.raw[0] = 'L'
	fmt.Println(kept, s == long.String(), len(s), s[:4])
}
