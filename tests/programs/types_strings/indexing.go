// Strings index bytes, slice without copying, compare lexically.
package main

func main() {
	s := "héllo, 世界"
	println(len(s), s[1], s[2], s[0:1], s[1:3], s[len(s)-3:])
	println("a" < "b", "a" < "aa", "" < "a", "Z" < "a", "abc" == "ab"+"c", "é" > "z")
	t := s[:0]
	println(t == "", len(t))
	b := []byte(s)
	b[0] = 'H'
	println(string(b), s)
	x := "abc"
	y := x
	x += "def"
	println(x, y, len(x))
	const c = "const" + "ant"
	println(len(c), c[2])
	var e string
	for i := 0; i < 5; i++ {
		e += string(rune('a' + i))
	}
	println(e, e[1:4], e[4:][0])
	raw := `a\n
b`
	println(raw, len(raw))
	switch {
	case e >= "abcde" && e <= "abcde":
		println("equal")
	}
}
