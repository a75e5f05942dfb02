package main

func main() {
	s := "abc"
	s[0] = 'x'
	s - "a"
	_ = s & s
	_ = s + 'a'
	_ = s + []byte("x")
	_ = s == 'a'
	_ = s > 1
	var b []byte = s
	var r []rune = "x"
	for i, c := range s {
		var d byte = c
	}
	_ = string([]int{1})
	_ = s.len
	_ = &s[0]
}
