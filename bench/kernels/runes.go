// Text by runes: ranging, utf8, unicode classes, mapping, case folding, palindromes, caesar, counting words.
package main

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

func palindrome(s string) bool {
	var rs []rune
	for _, r := range s {
		if unicode.IsLetter(r) {
			rs = append(rs, unicode.ToLower(r))
		}
	}
	for i, j := 0, len(rs)-1; i < j; i, j = i+1, j-1 {
		if rs[i] != rs[j] {
			return false
		}
	}
	return true
}

func caesar(s string, k int) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return 'a' + (r-'a'+rune(k))%26
		case r >= 'A' && r <= 'Z':
			return 'A' + (r-'A'+rune(k))%26
		}
		return r
	}, s)
}

func reverse(s string) string {
	r := []rune(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	return string(r)
}

func main() {
	base := "Ein Größenwahn: naïve café, 東京 und A man, a plan, a canal: Panama! "
	text := strings.Repeat(base, 400)
	var letters, spaces, digits, upper, n int
	for range 100 {
		for _, r := range text {
			switch {
			case unicode.IsUpper(r):
				upper++
			case unicode.IsLetter(r):
				letters++
			case unicode.IsSpace(r):
				spaces++
			case unicode.IsDigit(r):
				digits++
			}
		}
		for i := 0; i < len(text); {
			r, size := utf8.DecodeRuneInString(text[i:])
			n += int(r) & 1
			i += size
		}
		n += utf8.RuneCountInString(text)
		n += len(caesar(text, 3)) + len(reverse(text)) + len(strings.ToUpper(text)) + len(strings.ToLower(text))
		if palindrome("A man, a plan, a canal: Panama") && !palindrome(text) {
			n++
		}
		n += len(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }))
		n += len(strings.Fields(text)) + strings.Count(text, "an") + strings.Index(text, "zzz") + strings.LastIndex(text, "東")
		if strings.EqualFold(text, strings.ToUpper(text)) {
			n++
		}
		n += len(strings.TrimFunc(text, unicode.IsPunct)) + len(strings.Title(base))
	}
	counts := map[rune]int{}
	for _, r := range text {
		counts[r]++
	}
	fmt.Println(letters, spaces, digits, upper, n, counts['n'])
}
