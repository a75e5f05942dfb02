// Wordfreq counts the words of files (or standard input) and prints the most frequent ones.
//
//	undergo run ./wordfreq [-n 10] [file ...]
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
	"unicode"
)

func count(r io.Reader, into map[string]int) (words int, err error) {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 1<<16), 1<<20)
	for s.Scan() {
		for _, w := range strings.FieldsFunc(s.Text(), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
			if w = strings.Trim(strings.ToLower(w), "'"); w != "" {
				into[w]++
				words++
			}
		}
	}
	return words, s.Err()
}

func main() {
	n := flag.Int("n", 10, "how many words to print")
	flag.Parse()
	freq := map[string]int{}
	total := 0
	if flag.NArg() == 0 {
		words, err := count(os.Stdin, freq)
		if err != nil {
			fmt.Fprintln(os.Stderr, "wordfreq:", err)
			os.Exit(1)
		}
		total = words
	}
	for _, name := range flag.Args() {
		f, err := os.Open(name)
		if err != nil {
			fmt.Fprintln(os.Stderr, "wordfreq:", err)
			os.Exit(1)
		}
		words, err := count(f, freq)
		f.Close()
		if err != nil {
			fmt.Fprintf(os.Stderr, "wordfreq: %s: %v\n", name, err)
			os.Exit(1)
		}
		total += words
	}
	keys := make([]string, 0, len(freq))
	for w := range freq {
		keys = append(keys, w)
	}
	sort.Slice(keys, func(i, j int) bool {
		if freq[keys[i]] != freq[keys[j]] {
			return freq[keys[i]] > freq[keys[j]]
		}
		return keys[i] < keys[j]
	})
	fmt.Printf("%d words, %d different\n", total, len(keys))
	for _, w := range keys[:min(*n, len(keys))] {
		fmt.Printf("%7d  %s\n", freq[w], w)
	}
}
