package main

func main() {
	const s = "abc"
	_ = s[5]
	_ = s[-1]
	_ = s[1:5]
	s[0] = 'x'
	const t = s + 1
	const u = s - "a"
	const l = len(s) / 0
	const r rune = "x"
	var b byte = "x"
	const c = s[0]
	_ = &s
}
