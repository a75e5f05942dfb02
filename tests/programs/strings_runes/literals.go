// String and rune literals with every escape.
package main

func main() {
	s := "\a\b\f\n\r\t\v\\\"\x41\101\u00e9\U0001F600"
	for i := 0; i < len(s); i++ {
		print(s[i], " ")
	}
	println()
	rs := []rune{'\a', '\b', '\f', '\n', '\r', '\t', '\v', '\\', '\'', '\x7f', '\377', '\u4e16', '\U0010ffff', '世', '"'}
	for _, r := range rs {
		print(r, " ")
	}
	println()
	raw := `\n"'\x41`
	println(raw, len(raw))
	println(len("\xff\u00ff"), len(`
`), "日本語" == "\u65e5\u672c\u8a9e", "日" == "\xe6\x97\xa5")
	println('a'+1, 'a' < 'b', "a"[0] == 'a')
	const r = 'x' - 'a'
	var f float64 = r
	println(f == 23, 'A'|0x20)
}
