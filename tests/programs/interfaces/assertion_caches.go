// Assertions and switches to interface types at one place that see many types, with and without the methods, again and again.
package main

import (
	"errors"
	"fmt"
)

type namer interface{ Name() string }
type sizer interface{ Size() int }

type (
	a  struct{}
	b  struct{ n int }
	c  string
	d  int
	e  []int
	f  map[string]int
	g  func()
	h  chan int
	k  [3]int
	l  float64
	m  bool
	n  uint8
	pt struct{ *b }
)

func (a) Name() string   { return "a" }
func (x b) Name() string { return fmt.Sprint("b", x.n) }
func (x c) Name() string { return string(x) }
func (x c) Size() int    { return len(x) }
func (x d) Size() int    { return int(x) }
func (x e) Size() int    { return len(x) }
func (x *k) Size() int   { return x[1] }
func (x k) Name() string { return "k" }
func (x l) Error() string { return "l" }
func (x l) Unwrap() error { return errors.ErrUnsupported }

func ask(x any) string {
	if s, ok := x.(namer); ok {
		return s.Name()
	}
	return "-"
}

func which(x any) string {
	switch x := x.(type) {
	case error:
		return "error " + x.Error()
	case sizer:
		return fmt.Sprint("sizer ", x.Size())
	case namer:
		return "namer " + x.Name()
	case fmt.Stringer:
		return "stringer"
	}
	return "none"
}

func must(x any) (s string) {
	defer func() {
		if r := recover(); r != nil {
			s = fmt.Sprint(r)
		}
	}()
	return x.(namer).Name()
}

func main() {
	values := []any{a{}, b{1}, c("cc"), d(4), e{1, 2}, f{}, g(nil), h(nil), k{}, &k{7, 8, 9}, l(1), m(true), n(3), pt{&b{5}}, &b{6}, nil, 1, "x"}
	var first string
	for round := range 300 {
		var all string
		for _, v := range values {
			all += ask(v) + "," + which(v) + "," + must(v) + fmt.Sprint(errors.Is(fmt.Errorf("w: %w", l(2)), errors.ErrUnsupported)) + "\n"
		}
		if round == 0 {
			first = all
			fmt.Print(all)
		} else if all != first {
			fmt.Println("differs in round", round)
			return
		}
	}
}
