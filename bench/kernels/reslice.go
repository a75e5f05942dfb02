// Slices cut from the front: numbers decoded from bytes, words of a string, a checksum by blocks, queues.
package main

import (
	"encoding/binary"
	"fmt"
	"unicode/utf8"
)

func decode(p []byte) (sum uint64) {
	for len(p) >= 8 {
		sum += binary.LittleEndian.Uint64(p)
		p = p[8:]
	}
	for _, b := range p {
		sum += uint64(b)
	}
	return sum
}

func records(p []byte) (n int, sum uint64) {
	for len(p) > 0 {
		size := int(p[0])
		if len(p) < size+1 {
			return
		}
		for _, b := range p[1 : size+1] {
			sum += uint64(b)
		}
		p = p[size+1:]
		n++
	}
	return
}

func adler(p []byte) uint32 {
	a, b := uint32(1), uint32(0)
	for len(p) > 0 {
		var q []byte
		if len(p) > 2048 {
			p, q = p[:2048], p[2048:]
		}
		for len(p) >= 4 {
			a += uint32(p[0])
			b += a
			a += uint32(p[1])
			b += a
			a += uint32(p[2])
			b += a
			a += uint32(p[3])
			b += a
			p = p[4:]
		}
		for _, x := range p {
			a += uint32(x)
			b += a
		}
		a %= 65521
		b %= 65521
		p = q
	}
	return b<<16 | a
}

func words(s string) (n, long int) {
	for {
		for len(s) > 0 && s[0] == ' ' {
			s = s[1:]
		}
		if s == "" {
			return
		}
		i := 0
		for i < len(s) && s[i] != ' ' {
			i++
		}
		n++
		long = max(long, i)
		s = s[i:]
	}
}

func queue(n int) (sum int) {
	q := make([]int, 0, n)
	for i := range n {
		q = append(q, i)
		if len(q) > 10 {
			sum += q[0]
			q = q[1:]
		}
	}
	return sum
}

func main() {
	p := make([]byte, 1<<16)
	for i := range p {
		p[i] = byte(i*7 + i>>8)
	}
	text := ""
	for i := range 2000 {
		text += "some words of text"[:i%18] + " "
	}
	var total uint64
	for range 1500 {
		n, sum := records(p)
		total += decode(p) + sum + uint64(n) + uint64(adler(p))
		m, long := words(text)
		total += uint64(m + long + queue(2000))
		if utf8.ValidString(text) && !utf8.Valid(p) {
			total++
		}
	}
	fmt.Println(total)
}
