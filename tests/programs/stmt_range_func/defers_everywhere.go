// defer, recover, goto, labels, select and switch inside range-over-func bodies, nested and in closures.
package main

import "fmt"

func upto(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer fmt.Print("(done ", n, ")")
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func two(yield func(string, int) bool) { _ = yield("a", 1) && yield("b", 2) }

func defers() (out []int) {
	defer func() { out = append(out, -1) }()
	for i := range upto(3) {
		defer func() { out = append(out, i) }()
		for s, j := range two {
			defer func() { out = append(out, i*10+j+len(s)) }()
		}
	}
	out = append(out, 99)
	return out
}

func recovers() (s string) {
	for i := range upto(3) {
		defer func() {
			if r := recover(); r != nil {
				s += fmt.Sprint("r", i, r)
			}
		}()
		if i == 1 {
			panic("boom")
		}
	}
	return "normal"
}

func labels() (s string) {
outer:
	for i := range upto(4) {
		switch {
		case i == 0:
			continue outer
		case i == 3:
			break outer
		}
		for k, v := range two {
			select {
			default:
				if v == 2 && i == 1 {
					continue outer
				}
				if v == 2 {
					break outer
				}
			}
			s += fmt.Sprint(k, i)
			for range upto(2) {
				if i == 2 {
					break
				}
				continue
			}
		}
		s += "end"
	}
	return s
}

func gotos() (n int) {
	tries := 0
again:
	tries++
	for i := range upto(5) {
		n += i
		if i == 2 && tries < 3 {
			goto again
		}
		if i == 3 {
			goto done
		}
	inner:
		if n%2 == 1 {
			n++
			goto inner
		}
	}
	return -1
done:
	return n*10 + tries
}

func multi() (a, b int, c string) {
	for i := range upto(3) {
		for k, v := range two {
			if i == 1 && v == 2 {
				return i, v, k
			}
			a, b, c = 7, 8, k
		}
	}
	return
}

func closures() []func() int {
	var fs []func() int
	for i := range upto(3) {
		i := i * i
		fs = append(fs, func() int { i++; return i })
		for _, v := range two {
			fs = append(fs, func() int { v += i; return v })
		}
	}
	return fs
}

func deep(n int) (r int) {
	for i := range upto(2) {
		for j := range upto(2) {
			for k := range upto(2) {
				defer func() { r += i*100 + j*10 + k }()
				if n == i*4+j*2+k {
					return 1000
				}
			}
		}
	}
	return -1
}

func inLiteral() string {
	return func() (s string) {
		for i := range upto(2) {
			s += func() string {
				for j := range upto(3) {
					if j == i+1 {
						return fmt.Sprint(i, j)
					}
				}
				return "?"
			}()
		}
		return
	}()
}

type T struct{ xs []int }

func (t *T) All(yield func(int, *int) bool) {
	for i := range t.xs {
		if !yield(i, &t.xs[i]) {
			break
		}
	}
}

func main() {
	fmt.Println(defers())
	fmt.Println(recovers())
	fmt.Println(labels())
	fmt.Println(gotos())
	fmt.Println(multi())
	for _, f := range closures() {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println(deep(3), deep(9))
	fmt.Println(inLiteral())
	t := &T{[]int{1, 2, 3}}
	for i, p := range t.All {
		*p *= 10
		if i == 1 {
			break
		}
	}
	var m map[string]int
	for m = range func(y func(map[string]int) bool) { y(map[string]int{"q": 1}) } {
	}
	var arr [3]int
	at := 0
	for arr[at] = range upto(3) {
		at = (at + 1) % 3
	}
	fmt.Println(t.xs, m, arr)
}
