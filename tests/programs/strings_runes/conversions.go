// Conversions among strings, bytes, runes and named forms.
package main

import (
	"fmt"
	"strings"
)

type (
	S  string
	B  []byte
	R  []rune
	By byte
	Bs []By
)

func main() {
	s := S("héy")
	fmt.Println(B(s), R(s), len(Bs(s)))
	b := B("xyz")
	fmt.Println(S(b), string(b), S(R{120, 0x4e16}), string(Bs{65, 66}))
	c := []byte(s)
	c[0] = 'X'
	fmt.Println(s, string(c))
	var nb []byte
	fmt.Println(string(nb) == "", []byte("") == nil, len([]rune("")))
	m := map[string]int{"key": 1}
	k := []byte("key")
	fmt.Println(m[string(k)])
	if string(k) == "key" {
		fmt.Println("equal")
	}
	for i, x := range []byte(s) {
		fmt.Print(i, "=", x, " ")
	}
	fmt.Println()
	fmt.Println(string('x'), string(rune(233)))
	copy(k, "abcdef")
	fmt.Println(string(k), "pre-"+string(k)+"-post")
	fmt.Println(strings.ToUpper(string(s)), S("a")+"b"+s)
}
