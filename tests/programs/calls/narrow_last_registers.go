// Narrow parameters and results far back among the registers, used or not, with much that lives across the calls.
package main

import (
	"fmt"
	"reflect"
)

type item struct {
	rows  [][1]bool
	a     int
	b     int16
	c     uint
	score float32
	last  bool
}

var calls int

//go:noinline
func unused(a, b, c, d, e, f, g int, h uint8, i int16) int {
	calls++
	m := map[int]int{a: 1}
	for k := range m {
		calls += k - a
	}
	return calls
}

//go:noinline
func used(a, b, c, d, e, f, g int, h uint8, i int16) (int, int, int, int, int, int, int, bool, int8) {
	calls += int(h) + int(i)
	fmt.Sprint(a)
	return a, b, c, d, e, f, g, h > 100, int8(i)
}

func each[T any](s []T) func(yield func(int, T) bool) {
	return func(yield func(int, T) bool) {
		for i, v := range s {
			if !yield(i, v) {
				return
			}
		}
	}
}

func (s item) walk(items []item, other item) (r item, n []int) {
	r.a = len(items)
	for i, v := range each(items) {
		p := &r
		switch x := any(map[string]string{"longer than that": "1", "x": "y"}).(type) {
		case error:
			q := &other
			_, _ = q, x
		case int:
			p = &item{v.rows, x, other.b, s.c, v.score, v.last}
			fmt.Println(i, p, s, r, n)
		case uint8:
			f := func() float32 { return v.score / 2 }
			f()
		}
	}
	r.b++
	return s, append(n, r.a, int(other.b))
}

type holder struct{ x, y int }

func (h holder) method(a, b, c, d, e int, f int8, g bool) string {
	return fmt.Sprint(h, a, b, c, d, e, f, g)
}

type caller interface {
	method(a, b, c, d, e int, f int8, g bool) string
}

//go:noinline
func loop(n int) (total int) {
	x, y, z, w := n*3, n*5, n*7, n*11
	for i := 0; i < n; i++ {
		total += unused(i, x, y, z, w, n, 1, uint8(i), -1) + x - y + z - w
		used(i, x, y, z, w, n, 1, uint8(i), -3)
		_, _, q, _, _, _, _, ok, s := used(i, x, y, z, w, n, 1, uint8(200+i), int16(-i))
		if ok {
			total += q + int(s)
		}
	}
	return total + x ^ y ^ z ^ w
}

func main() {
	fmt.Println(loop(5), calls)
	fmt.Println(item{a: 5, last: true}.walk(make([]item, 3), item{b: 4}))
	count, sum := 0, 0
	for i, v := range each([]item{{a: 1}, {b: 2}, {last: true}}) {
		m := map[string]int{"x": i}
		for _, k := range m {
			count += k
		}
		_ = v
		sum++
	}
	fmt.Println(count, sum)
	var c caller = holder{1, 2}
	fmt.Println(c.method(3, 4, 5, 6, 7, -8, true))
	p := &holder{3, 4}
	f := p.method
	c = p
	fmt.Println(f(1, 2, 3, 4, 5, -6, false), c.method(5, 4, 3, 2, 1, 127, true))
	fmt.Println((*holder).method(p, 9, 8, 7, 6, 5, -128, true))
	r := reflect.ValueOf(used).Call([]reflect.Value{
		reflect.ValueOf(1), reflect.ValueOf(2), reflect.ValueOf(3), reflect.ValueOf(4), reflect.ValueOf(5),
		reflect.ValueOf(6), reflect.ValueOf(7), reflect.ValueOf(uint8(250)), reflect.ValueOf(int16(-5)),
	})
	for _, v := range r {
		fmt.Print(v.Interface(), " ")
	}
	fmt.Println()
	made := reflect.MakeFunc(reflect.TypeOf(used), func(args []reflect.Value) []reflect.Value {
		fmt.Println(args[7].Uint(), args[8].Int())
		return append(append([]reflect.Value{}, args[:7]...), reflect.ValueOf(true), reflect.ValueOf(int8(-7)))
	}).Interface().(func(a, b, c, d, e, f, g int, h uint8, i int16) (int, int, int, int, int, int, int, bool, int8))
	fmt.Println(made(1, 2, 3, 4, 5, 6, 7, 8, -9))
	defer func(a, b, c, d, e, f, g int, h uint8, i int16) { fmt.Println(a, g, h, i) }(1, 2, 3, 4, 5, 6, 7, 255, -1)
	done := make(chan bool)
	go func(a, b, c, d, e, f, g int, h bool, i int8) { fmt.Println(a, g, h, i); done <- h }(1, 2, 3, 4, 5, 6, 7, true, -2)
	<-done
}
