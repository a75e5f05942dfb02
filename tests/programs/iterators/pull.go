// iter.Pull: stepping, stopping, exhaustion, panics and nesting.
package main

import (
	"fmt"
	"iter"
	"slices"
)

func gen(n int, log *[]string) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer func() { *log = append(*log, "cleanup") }()
		for i := range n {
			if !yield(i * i) {
				*log = append(*log, "stopped")
				return
			}
		}
	}
}

func zip[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		na, sa := iter.Pull(a)
		defer sa()
		nb, sb := iter.Pull(b)
		defer sb()
		for {
			x, ok1 := na()
			y, ok2 := nb()
			if !ok1 || !ok2 || !yield(x, y) {
				return
			}
		}
	}
}

func main() {
	var log []string
	next, stop := iter.Pull(gen(3, &log))
	for {
		v, ok := next()
		fmt.Println(v, ok)
		if !ok {
			break
		}
	}
	stop()
	fmt.Println(log)
	log = nil
	next, stop = iter.Pull(gen(3, &log))
	next()
	stop()
	stop()
	fmt.Println(log)
	_, stop = iter.Pull(gen(3, &log))
	stop()
	fmt.Println(len(log))
	for a, b := range zip(gen(4, &log), slices.Values([]string{"x", "y", "z"})) {
		fmt.Print(a, b, " ")
	}
	fmt.Println()
	next, stop = iter.Pull(func(yield func(int) bool) { yield(1); panic("in seq") })
	fmt.Println(next())
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		next()
	}()
	fmt.Println(next())
	stop()
	sum := 0
	n1, s1 := iter.Pull(func(yield func(int) bool) {
		n2, s2 := iter.Pull(gen(1000, &log))
		defer s2()
		for v, ok := n2(); ok; v, ok = n2() {
			if !yield(v + 1) {
				return
			}
		}
	})
	for v, ok := n1(); ok; v, ok = n1() {
		sum += v
	}
	s1()
	fmt.Println(sum)
}
