// Range over a string decodes UTF-8 and replaces bad bytes.
package main

func main() {
	for i, r := range "a\xffé\xc3世\xed\xa0\x80\xf4\x90\x80\x80😀" {
		print(i, ":", r, " ")
	}
	println()
	for i := range "日本" {
		print(i, " ")
	}
	println()
	n := 0
	for range "αβγ" {
		n++
	}
	println(n)
	r := []rune("a\xe4\xb8世")
	println(len(r))
	for _, c := range r {
		print(c, " ")
	}
	println()
	println(string(r), len(string(r)))
	println(string([]rune{0x10FFFF, 0x110000, -1, 0xD800, 65}) == "\U0010FFFF\uFFFD\uFFFD\uFFFDA")
	println(string(rune(0x4e16)), string(rune(-5)) == "\uFFFD", len(string(rune(0))))
	for i, b := range []byte("é") {
		print(i, " ", b, ";")
	}
	println()
}
