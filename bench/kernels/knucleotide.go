// Counting short pieces of a sequence, and its reverse complement.
package main

import (
	"bytes"
	"fmt"
	"sort"
)

func sequence(n int) []byte {
	x := uint32(42)
	s := make([]byte, n)
	for i := range s {
		x = (x*3877 + 29573) % 139968
		switch {
		case x < 42000:
			s[i] = 'a'
		case x < 69700:
			s[i] = 'c'
		case x < 97500:
			s[i] = 'g'
		default:
			s[i] = 't'
		}
	}
	return s
}

func count(s []byte, k int) map[string]int {
	m := make(map[string]int)
	for i := 0; i+k <= len(s); i++ {
		m[string(s[i:i+k])]++
	}
	return m
}

func packed(s []byte, k int) map[uint64]*int {
	m := make(map[uint64]*int)
	code := [256]uint64{'a': 0, 'c': 1, 'g': 2, 't': 3}
	var w uint64
	mask := uint64(1)<<(2*k) - 1
	for i, b := range s {
		w = (w<<2 | code[b]) & mask
		if i >= k-1 {
			if p := m[w]; p != nil {
				*p++
			} else {
				n := 1
				m[w] = &n
			}
		}
	}
	return m
}

func complement(s []byte) []byte {
	table := [256]byte{'a': 't', 'c': 'g', 'g': 'c', 't': 'a'}
	for i, j := 0, len(s)-1; i <= j; i, j = i+1, j-1 {
		s[i], s[j] = table[s[j]], table[s[i]]
	}
	return s
}

func main() {
	s := sequence(600_000)
	for _, k := range []int{1, 2} {
		m := count(s, k)
		keys := make([]string, 0, len(m))
		for key := range m {
			keys = append(keys, key)
		}
		sort.Slice(keys, func(i, j int) bool { return m[keys[i]] > m[keys[j]] || m[keys[i]] == m[keys[j]] && keys[i] < keys[j] })
		for _, key := range keys {
			fmt.Printf("%s %.3f\n", bytes.ToUpper([]byte(key)), 100*float64(m[key])/float64(len(s)-k+1))
		}
	}
	for _, piece := range []string{"ggt", "ggta", "ggtatt"} {
		fmt.Println(count(s, len(piece))[piece])
	}
	for _, k := range []int{8, 10} {
		fmt.Println(len(packed(s, k)))
	}
	t := append([]byte(nil), s...)
	for range 20 {
		t = complement(t)
	}
	fmt.Println(bytes.Equal(s, t))
}
