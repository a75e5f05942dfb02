// Faults of strings, bytes and runes.
package main

func main() {
	s := "abc"
	s[0] = 'x'
	_ = &s[0]
	_ = s + 'c'
	_ = s + 1
	_ = 'ab'
	_ = ''
	var b byte = "a"
	var r rune = "é"
	_ = s == 'a'
	_ = s[1] == "b"
	_ = []byte(s) == []byte(s)
	_ = string([]int{1})
	for i, c := range s {
		c = "x"
		i = c
	}
	_ = s * 3
	_ = -s
	_ = len(s) + s
}
