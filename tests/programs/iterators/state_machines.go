// Iterators with state: zipping by Pull, early stop, stop twice, next after end, panics in the sequence, concurrent misuse, nested pulls.
package main

import (
	"fmt"
	"iter"
)

func count(n int, log *[]string) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer func() { *log = append(*log, fmt.Sprint("cleanup", n)) }()
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}
func merge(a, b iter.Seq[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		na, sa := iter.Pull(a)
		defer sa()
		nb, sb := iter.Pull(b)
		defer sb()
		x, okx := na()
		y, oky := nb()
		for okx || oky {
			if okx && (!oky || x <= y) {
				if !yield(x) {
					return
				}
				x, okx = na()
			} else {
				if !yield(y) {
					return
				}
				y, oky = nb()
			}
		}
	}
}
func window[T any](s iter.Seq[T], n int) iter.Seq[[]T] {
	return func(yield func([]T) bool) {
		var w []T
		for v := range s {
			if w = append(w, v); len(w) > n {
				w = w[1:]
			}
			if len(w) == n && !yield(append([]T(nil), w...)) {
				return
			}
		}
	}
}

func main() {
	var log []string
	for v := range merge(count(4, &log), count(3, &log)) {
		fmt.Print(v, " ")
		if v == 2 {
			break
		}
	}
	fmt.Println(log)
	next, stop := iter.Pull(count(2, &log))
	fmt.Println(next())
	fmt.Println(next())
	fmt.Println(next())
	fmt.Println(next())
	stop()
	stop()
	_, stop = iter.Pull(count(9, &log))
	stop()
	fmt.Println(log)
	next2, stop2 := iter.Pull(func(yield func(int) bool) { yield(1); panic("in sequence") })
	fmt.Println(next2())
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		next2()
	}()
	fmt.Println(next2())
	stop2()
	for w := range window(count(5, &log), 3) {
		fmt.Print(w)
	}
	fmt.Println()
	n3, s3 := iter.Pull2(func(yield func(string, error) bool) {
		_ = yield("a", nil) && yield("b", fmt.Errorf("e"))
	})
	fmt.Println(n3())
	fmt.Println(n3())
	fmt.Println(n3())
	s3()
}
