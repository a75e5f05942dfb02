// regexp: searching, submatches, replacing.
package main

import (
	"fmt"
	"regexp"
	"strings"
)

func main() {
	line := "2024-05-17 12:33:07 host42 sshd[2211]: Failed password for invalid user admin@example.com from 10.1.22.7 port 51234\n"
	text := strings.Repeat(line, 300)
	mail := regexp.MustCompile(`[a-z0-9._]+@[a-z0-9.]+\.[a-z]{2,}`)
	address := regexp.MustCompile(`\b(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\b`)
	stamp := regexp.MustCompile(`^(\d+)-(\d+)-(\d+)`)
	words := regexp.MustCompile(`(?i)failed|accepted|closed`)
	sum := 0
	for range 10 {
		sum += len(mail.FindAllString(text, -1))
		sum += len(address.FindAllStringSubmatchIndex(text, -1))
		sum += len(words.ReplaceAllString(text, "X"))
	}
	for range 300_000 {
		sum += len(stamp.FindStringSubmatch(line)[2])
	}
	fmt.Println(sum)
}
