// What is left at the end of slices and strings: empty, not nil, with and without room, and walks that eat from the front.
package main

import "fmt"

//go:noinline
func eat(p []int) (n int) {
	for len(p) > 0 {
		n = n*3 + p[0]
		p = p[1:]
	}
	if p == nil {
		n = -1
	}
	return
}

//go:noinline
func words(p []byte) (n uint64) {
	for len(p) >= 8 {
		n = n*31 + uint64(p[0]) + uint64(p[7])<<8
		p = p[8:]
	}
	for ; len(p) > 0; p = p[1:] {
		n = n*31 + uint64(p[0])
	}
	return
}

//go:noinline
func cut(s string, at int) (string, string) { return s[:at], s[at:] }

//go:noinline
func from(p []int, i, j int) []int { return p[i:j] }

type pair struct {
	a int
	b string
}

func main() {
	a := []int{1, 2, 3, 4}
	fmt.Println(eat(a), eat(nil), eat(a[4:]), words([]byte("twenty-three bytes here")))
	for i := range 5 {
		rest := a[i:4:4]
		grown := append(rest, 9)
		fmt.Println(len(rest), cap(rest), rest == nil, len(grown), grown[len(grown)-1], a)
	}
	head := a[:2]
	fmt.Println(append(head[2:], 7), a, append(head[2:2:2], 8), a)
	var none []int
	fmt.Println(none[0:] == nil, from(none, 0, 0) == nil, from(a, 4, 4) == nil, len(from(a, 4, 4)))
	for i := range 4 {
		x, y := cut("abc", i)
		y += x
		fmt.Printf("%q %q\n", x, y)
	}
	s := ""
	for i := range 5 {
		s += string(rune('a' + i))
		t := s[len(s):]
		t += "!"
		fmt.Print(s, t, " ")
	}
	fmt.Println()
	ps := []pair{{1, "x"}, {2, "y"}}
	for len(ps) > 0 {
		fmt.Print(ps[0], len(ps), " ")
		ps = ps[1:]
	}
	ps = append(ps, pair{3, "z"})
	fmt.Println(ps)
	array := [3]byte{'p', 'q', 'r'}
	v := array[3:]
	v = append(v, 's')
	fmt.Println(string(v), string(array[:]), copy(array[1:], array[:]), string(array[:]))
	defer func() { fmt.Println(recover()) }()
	fmt.Println(from(a, 5, 5))
}
