// Strings: concatenation of many, comparison order, slicing, indexing, conversion in maps and switches, large strings, substrings sharing.
package main

import (
	"fmt"
	"strings"
)

type MyS string

func (s MyS) Len() int { return len(s) }

func cat(a, b, c, d, e, f, g string) string { return a + b + c + d + e + f + g }

func main() {
	fmt.Println(cat("a", "", "c", "dd", "", "f", "ggg"), ""+"", cat("", "", "", "", "", "", ""))
	s := "hello, 世界"
	for i := 0; i <= len(s); i += 3 {
		fmt.Printf("%q %q|", s[:i], s[i:])
	}
	fmt.Println()
	words := []string{"b", "a", "ab", "", "B", "aa", "é", "z", "\xff", "a\x00", "日"}
	for _, a := range words {
		for _, b := range words {
			x := 0
			if a < b {
				x |= 1
			}
			if a <= b {
				x |= 2
			}
			if a == b {
				x |= 4
			}
			if a > b != (b < a) || a >= b != !(a < b) || (a != b) == (a == b) {
				x |= 8
			}
			fmt.Print(x)
		}
		fmt.Print(" ")
	}
	fmt.Println()
	m := map[string]int{}
	b := []byte("key1")
	m[string(b)]++
	b[3] = '2'
	m[string(b)]++
	fmt.Println(m, m[string(b[:3])+"1"])
	switch string(b) {
	case "key1":
		fmt.Println("no")
	case "key" + "2":
		fmt.Println("yes")
	}
	if string(b[1:]) == "ey2" && "k" < string(b) {
		fmt.Println("compared")
	}
	for i, c := range string(b) + "é" {
		fmt.Print(i, ":", c, " ")
	}
	var sum MyS
	for i := range 5 {
		sum += MyS(rune('a' + i))
		sum = sum + sum[:1]
	}
	fmt.Println(sum, sum.Len(), MyS("x")+sum[len(sum)-1:], string(sum)+"s")
	big := strings.Repeat("0123456789", 100000)
	sub := big[500000:500010]
	fmt.Println(len(big+sub), sub, strings.Count(big, "90"), big[len(big)-1])
	r := []rune(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	fmt.Println(string(r), len(r), string(r[0]), string(r[:2]))
	by := []byte(s)
	by = append(by, s[7:10]...)
	copy(by, "HE")
	fmt.Println(string(by), s, len(by))
	x := "const"
	y := x
	x += "!"
	fmt.Println(x, y, x > y, &x == &x)
	p := &x
	*p = (*p)[1:] + (*p)[:1]
	fmt.Println(x, "a"[0], "abc"["x"[0]-'v'])
	multi := `raw
"string" \n` + "\ttab\u00e9\x41\101"
	fmt.Printf("%q %d\n", multi, len(multi))
	f := func(s ...string) (n int) {
		for _, x := range s {
			n += len(x)
		}
		return
	}
	fmt.Println(f(), f("a", "bb"), f(words...), f(strings.Split("a,b,cc", ",")...))
	arr := [3]string{"x", 2: "z"}
	arr[1] = arr[0] + arr[2]
	fmt.Println(arr, arr == [3]string{"x", "xz", "z"}, len(arr[1]))
	func() { defer func() { fmt.Println(recover()) }(); i := 20; _ = s[i] }()
	func() { defer func() { fmt.Println(recover()) }(); i := 20; _ = s[i:] }()
	func() { defer func() { fmt.Println(recover()) }(); i := 3; _ = s[i:i-1] }()
	var sb strings.Builder
	for i := range 3 {
		fmt.Fprintf(&sb, "%d-", i)
	}
	fmt.Println(sb.String(), strings.Map(func(r rune) rune { if r == 'l' { return -1 }; return r + 1 }, "hello"))
}
