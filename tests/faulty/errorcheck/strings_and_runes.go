// all errors
package main

import "fmt"

func main() {
	s := "abc"
	s[0] = 'x'
	_ = &s[0]
	_ = s[1.5]
	_ = s["a"]
	_ = s[-1]
	_ = s[0:1:2]
	_ = s[2:1]
	_ = s[:"a"]
	_ = "abc"[3]
	_ = "abc"[0:4]
	_ = s + 'c'
	_ = s + 1
	_ = s * 2
	_ = s - s
	_ = -s
	var r rune = "a"
	var b byte = 'é'
	var c byte = 'Ā'
	_ = string(s) + []byte(s)
	_ = []byte(s) + []byte(s)
	_ = []rune(s) == []rune(s)
	for i, c := range s {
		var x byte = c
		s = i
	}
	switch s {
	case 'a':
	case nil:
	case s[0]:
	}
	fmt.Println(s...)
	fmt.Println(s, ...)
	_, _, _ = r, b, c
}
