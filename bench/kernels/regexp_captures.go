// regexp: captures, replacement, alternation, non-greedy loops, FindAll and Split over a log.
package main

import (
	"fmt"
	"regexp"
	"strings"
)

func main() {
	var b strings.Builder
	for i := range 4000 {
		fmt.Fprintf(&b, "10.0.%d.%d - user%d [2024-01-%02d] \"GET /path/%d?x=%d HTTP/1.1\" %d %d\n", i%256, i%199, i%50, i%28+1, i, i*3, 200+i%4*100, i*17)
	}
	text := b.String()
	lines := strings.Split(text, "\n")
	re := regexp.MustCompile(`^(\d+)\.(\d+)\.(\d+)\.(\d+) - (\w+) \[([^\]]+)\] "(GET|POST) ([^ ]+) HTTP/[\d.]+" (\d{3}) (\d+)$`)
	n := 0
	for range 3 {
		for _, l := range lines {
			if m := re.FindStringSubmatch(l); m != nil {
				n += len(m[5]) + len(m[8])
			}
		}
	}
	user := regexp.MustCompile(`user(?P<id>\d+)`)
	n += len(user.ReplaceAllString(text, "<$id>"))
	n += len(user.ReplaceAllStringFunc(text, strings.ToUpper))
	n += len(regexp.MustCompile(`(?i)get|post|delete`).FindAllStringIndex(text, -1))
	n += len(regexp.MustCompile(`\s+`).Split(text, -1))
	n += len(regexp.MustCompile(`".*?"`).FindAllString(text, -1))
	n += len(regexp.MustCompile(`[a-z]+\d*[02468]\b`).FindAllString(text, -1))
	for i := range 300 {
		n += regexp.MustCompile(fmt.Sprintf(`a{%d,9}(b|c)*[d-f]+`, i%5)).NumSubexp()
	}
	fmt.Println(n)
}
