// A large value is copied for a call from behind a pointer that may be nil, with other stores about.
package main

import "fmt"

type header struct {
	name  string
	sizes [20]int
	pax   map[string]string
	next  *header
}

func (h header) total() (n int) {
	for _, s := range h.sizes {
		n += s
	}
	return n + len(h.name)
}

//go:noinline
func change(h header, by int) header {
	h.sizes[3] += by
	h.next = &h
	return h
}

var sink [4]any

func run(hs []*header) {
	for i, h := range hs {
		sink[i] = i
		h.pax = nil
		sink[i+1] = h
		got := change(*h, i)
		sink[i] = got.total() + h.total()
		fmt.Println(i, got.sizes[3], h.sizes[3], sink[i])
	}
}

func walk(h *header) (n int) {
	for ; ; h = h.next {
		n += h.total()
		fmt.Println("so far", n)
	}
}

func main() {
	a := &header{name: "a", sizes: [20]int{1, 2, 3, 4}}
	b := &header{name: "bb", sizes: [20]int{3: 40}, next: a}
	run([]*header{a, b})
	defer func() {
		fmt.Println(recover())
		defer func() { fmt.Println(recover()) }()
		run([]*header{a, nil})
	}()
	walk(b)
}
