// Strings in everyday code: concatenation in loops, Split, Join, Replace, Contains, HasPrefix, byte conversion, comparison, a tokenizer, a matcher.
package main

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

type token struct {
	kind int
	text string
}

func tokenize(s string) []token {
	var out []token
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == ' ' || c == '\n':
			i++
		case c >= '0' && c <= '9':
			j := i
			for j < len(s) && s[j] >= '0' && s[j] <= '9' {
				j++
			}
			out = append(out, token{1, s[i:j]})
			i = j
		case c >= 'a' && c <= 'z' || c == '_':
			j := i
			for j < len(s) && (s[j] >= 'a' && s[j] <= 'z' || s[j] == '_') {
				j++
			}
			out = append(out, token{2, s[i:j]})
			i = j
		default:
			out = append(out, token{3, string(c)})
			i++
		}
	}
	return out
}

func eval(tokens []token) (int, []token) {
	v, rest := term(tokens)
	for len(rest) > 0 && (rest[0].text == "+" || rest[0].text == "-") {
		op := rest[0].text
		var r int
		r, rest = term(rest[1:])
		if op == "+" {
			v += r
		} else {
			v -= r
		}
	}
	return v, rest
}

func term(tokens []token) (int, []token) {
	v, rest := factor(tokens)
	for len(rest) > 0 && rest[0].text == "*" {
		var r int
		r, rest = factor(rest[1:])
		v *= r
	}
	return v, rest
}

func factor(tokens []token) (int, []token) {
	switch t := tokens[0]; t.kind {
	case 1:
		n, _ := strconv.Atoi(t.text)
		return n, tokens[1:]
	case 2:
		return len(t.text), tokens[1:]
	}
	v, rest := eval(tokens[1:])
	return v, rest[1:]
}

func main() {
	n := 0
	for range 30_000 {
		v, _ := eval(tokenize("(12 + abc * 3) * (7 - x_y) + 100 * (2 + 3 * (4 + five))"))
		n += v
	}
	words := strings.Fields(strings.Repeat("one two three four five six seven eight nine ten ", 200))
	for range 30 {
		line := ""
		for _, w := range words {
			line += w + " "
			if len(line) > 70 {
				n += len(line)
				line = ""
			}
		}
		j := strings.Join(words, ", ")
		n += len(strings.Split(j, ", ")) + strings.Count(j, "e") + len(strings.ReplaceAll(j, "ee", "EE"))
	}
	for i := range 2_000_000 {
		w := words[i%len(words)]
		if strings.HasPrefix(w, "th") || strings.HasSuffix(w, "en") || strings.Contains(w, "ig") {
			n++
		}
		if w == "seven" || w < "four" {
			n++
		}
		switch w {
		case "one", "two", "three":
			n += 2
		case "ten":
			n += 3
		}
		n += strings.Compare(w, "nine") + strings.IndexByte(w, 'v')
	}
	for i := range 300_000 {
		b := []byte(words[i%len(words)])
		for l, r := 0, len(b)-1; l < r; l, r = l+1, r-1 {
			b[l], b[r] = b[r], b[l]
		}
		s := string(b)
		n += len(bytes.TrimSpace(b)) + len(strings.TrimLeft(s, "e")) + len(strings.ToUpper(s))
		before, after, ok := strings.Cut(s, "e")
		if ok {
			n += len(before) - len(after)
		}
	}
	var parts []string
	for i := range 100_000 {
		parts = append(parts, strconv.Itoa(i)+":"+strconv.FormatInt(int64(i), 36)+"/"+strconv.Quote("v"))
	}
	fmt.Println(n, len(strings.Join(parts, "\n")), fmt.Sprintf("%s-%d", parts[5], len(parts)))
}
