package main

import (
	"fmt"
	"reflect"
)

type pair struct{ a, b int }

// A type that is one pointer, beside arrays that hold nothing.
type handle struct {
	none [2][0]int
	c    chan int
}

type reversed struct {
	none [0][2]int
	p    *int
}

//go:noinline
func index(i int) (message string) {
	defer func() { message = fmt.Sprint(recover()) }()
	var none [0]pair
	none[i].b++
	return fmt.Sprint(none[i].a)
}

//go:noinline
func nested(i int) (message string) {
	defer func() { message = fmt.Sprint(recover()) }()
	var none [0][3]int
	none[i][1] = 7
	return
}

//go:noinline
func inside(h handle, r *reversed, i int) (message string) {
	defer func() { message = fmt.Sprint(recover()) }()
	h.none[i][i] = 1
	r.none[i][0] = 2
	return
}

//go:noinline
func box(c chan int) any { return handle{c: c} }

func generic[T interface{ [2][0]int }](x T) bool {
	return reflect.DeepEqual(struct {
		t T
		c chan int
	}{t: x}, 1)
}

func main() {
	fmt.Println(index(0))
	fmt.Println(index(5))
	fmt.Println(nested(2))
	n := 3
	fmt.Println(inside(handle{}, &reversed{p: &n}, 0))
	fmt.Println(inside(handle{}, &reversed{p: &n}, 2))
	c := make(chan int, 1)
	x := box(c)
	x.(handle).c <- 4
	h, ok := x.(handle)
	fmt.Println(<-h.c, ok, x == any(handle{c: c}), x == any(handle{}))
	_, ok = x.(reversed)
	fmt.Println(ok)
	switch v := x.(type) {
	case reversed:
		fmt.Println("reversed", v.p)
	case handle:
		fmt.Println("handle", v.c == c)
	}
	fmt.Println(generic([2][0]int{}))
	var units [1]struct{}
	units[n-3] = struct{}{}
	fmt.Println(units)
}
