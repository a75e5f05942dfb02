// The strings and unicode/utf8 packages on awkward input.
package main

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

func main() {
	fmt.Println(strings.Fields("  a  b\tc\n"), strings.Split("a,b,,c", ","), strings.SplitN("a,b,c", ",", 2))
	fmt.Println(strings.Index("chicken", "ken"), strings.LastIndex("go gopher", "go"), strings.IndexByte("abc", 'c'), strings.IndexRune("chicken", 'k'), strings.IndexAny("golang", "ny"))
	fmt.Println(strings.Repeat("na", 3), strings.Replace("oink oink oink", "k", "ky", 2), strings.ReplaceAll("aaa", "a", "bb"))
	fmt.Println(strings.Title("hello"), strings.ToUpper("straße ǆ"), strings.ToLower("ÀÉ"), strings.EqualFold("Go", "GO"))
	fmt.Println(strings.Trim("xxhixx", "x"), strings.TrimLeft("  a ", " "), strings.TrimSuffix("a.go", ".go"), strings.TrimFunc("12ab34", unicode.IsDigit))
	before, after, ok := strings.Cut("key=value", "=")
	fmt.Println(before, after, ok)
	fmt.Println(strings.Map(func(r rune) rune {
		if r == 'a' {
			return -1
		}
		return r + 1
	}, "abca"))
	fmt.Println(utf8.RuneCountInString("世界x"), utf8.ValidString("\xff"), utf8.RuneLen('世'))
	r, n := utf8.DecodeRuneInString("\xe4\xb8")
	fmt.Println(r, n, string(utf8.AppendRune(nil, 0x1F600)))
	fmt.Println(strings.NewReplacer("<", "&lt;", ">", "&gt;").Replace("<b>"))
	var sb strings.Builder
	for i := 3; i > 0; i-- {
		fmt.Fprintf(&sb, "%d...", i)
	}
	sb.WriteByte('!')
	sb.WriteRune('世')
	fmt.Println(sb.String(), sb.Len())
	for p := range strings.SplitSeq("x-y-z", "-") {
		fmt.Print(p, ";")
	}
	fmt.Println(strings.Compare("a", "b"), strings.Count("cheese", "e"), strings.Count("abc", ""), strings.ContainsAny("x", ""))
}
