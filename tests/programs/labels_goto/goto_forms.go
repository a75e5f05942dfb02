// goto forwards and backwards, out of blocks, switches, selects and ranges; loops made of gotos with closures and defers; label scopes.
package main

import "fmt"

func backward() (n int) {
	i := 0
loop:
	if i < 5 {
		j := i * i
		defer func() { n += j }()
		i++
		goto loop
	}
	return i * 1000
}

func fresh() []func() int {
	var fs []func() int
	i := 0
again:
	x := i
	fs = append(fs, func() int { x++; return x })
	if i++; i < 3 {
		goto again
	}
	return fs
}

func outOf(n int) string {
	for i := range 10 {
		for j := 0; ; j++ {
			switch {
			case i*j == n:
				goto found
			case j > 10:
				goto next
			}
			select {
			default:
				if n < 0 {
					goto fail
				}
			}
		}
	next:
	}
	return "none"
found:
	return fmt.Sprint("found ", n)
fail:
	return "fail"
}

func state(s string) (out string) {
	i := 0
start:
	if i >= len(s) {
		goto end
	}
	switch c := s[i]; {
	case c >= '0' && c <= '9':
		goto digit
	case c == ' ':
		i++
		goto start
	default:
		goto word
	}
digit:
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	out += "D"
	goto start
word:
	{
		k := i
		for ; i < len(s) && s[i] != ' '; i++ {
		}
		out += fmt.Sprint("W", i-k)
	}
	goto start
end:
	return out + "."
}

func labels() (s string) {
	{
	L:
		for i := 0; i < 2; i++ {
			for {
				s += "a"
				continue L
			}
		}
	}
M:
	switch {
	default:
		for {
			s += "b"
			break M
		}
		s += "never"
	}
N:
	for range 3 {
		switch {
		case true:
			s += "c"
			if len(s) > 5 {
				break N
			}
			continue N
		}
	}
	if true {
		for {
			break
		}
	}
	{
	Q:
		select {
		default:
			s += "d"
			break Q
		}
	}
	return s
}

func gotoWithDefer() {
	n := 0
retry:
	func() {
		defer func() {
			if r := recover(); r != nil {
				fmt.Print("recovered ", r, " ")
			}
		}()
		if n < 2 {
			n++
			panic(n)
		}
	}()
	if n < 2 {
		goto retry
	}
	fmt.Println("done", n)
}

func main() {
	fmt.Println(backward())
	for _, f := range fresh() {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println(outOf(42), outOf(12), outOf(97), outOf(-1))
	fmt.Println(state("abc 123 x 9z"))
	fmt.Println(labels())
	gotoWithDefer()
}
