// Iteration and conversion of strings that are not valid UTF-8: every kind of broken sequence.
package main

import (
	"fmt"
	"unicode/utf8"
)

func main() {
	for _, s := range []string{
		"\xff", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xed\xa0\x80", "\xed\xbf\xbf", "\xf4\x90\x80\x80", "\xf0\x80\x80\x80", "\xf8\x88\x80\x80\x80",
		"a\xc3", "a\xe2\x82", "a\xf0\x9f\x98", "\x80\x80", "é\xe9é", "\U0010ffff\xf4\x8f\xbf", "\uFFFD", "\x00", "\xe2\x82\xac\xe2\x82", "日\xe6本", "\xf0\x9f\x98\x80\x9f",
	} {
		fmt.Printf("%q %d %d %v:", s, len(s), utf8.RuneCountInString(s), utf8.ValidString(s))
		for i, r := range s {
			fmt.Printf(" %d=%U", i, r)
		}
		rs := []rune(s)
		n := 0
		for range s {
			n++
		}
		fmt.Println("", len(rs), n, string(rs) == s, []byte(string(rs)))
	}
	for _, r := range []rune{-1, 0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdfff, 0xe000, 0xfffd, 0xffff, 0x10000, 0x10ffff, 0x110000, 1 << 30} {
		fmt.Printf("%x %x|", r, string(r))
	}
	fmt.Println()
	type MyRunes []rune
	type MyBytes []byte
	type MyString string
	ms := MyString(MyRunes{'x', -5, 0x1F600})
	fmt.Println(ms, []byte(ms), MyRunes(ms), MyBytes(ms), string(MyBytes{0xff, 'a'}) == "\xffa")
	big := ""
	for i := range 70 {
		big += string(rune(0x4e00 + i))
	}
	fmt.Println(len(big), len([]rune(big)), string([]rune(big)[65:]))
	for i := range big[1:4] {
		fmt.Print(i, " ")
	}
	s := "héllo"
	for i := range s {
		if i > 1 {
			s = "changed"
		}
	}
	b := []byte("abc")
	for i, c := range string(b) {
		b[2] = 'Z'
		fmt.Print(i, string(c))
	}
	for i, c := range b {
		b = append(b, c)
		b[2] = '!'
		fmt.Print(i, string(c))
	}
	fmt.Println(s, string(b))
}
