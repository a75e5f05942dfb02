// Calls in composite literals whose fields have no name or no size.
package main

import "fmt"

type inner struct{ x int }

type outer struct {
	a int
	_ inner
	_ [0]int
	b [0]func()
	_ [2]inner
	c struct{}
	d int
}

var trace []string

func note[T any](name string, v T) T {
	trace = append(trace, name)
	return v
}

func big() outer {
	return outer{note("a", 1), note("in", inner{2}), note("none", [0]int{}), note("b", [0]func(){}), note("two", [2]inner{}), note("c", struct{}{}), note("d", 4)}
}

func fails() (r any) {
	defer func() { r = recover() }()
	_ = outer{note("1", 1), inner{2}, [0]int{}, [0]func(){}, func() [2]inner { panic("two") }(), struct{}{}, note("never", 3)}
	return nil
}

func discarded() {
	_ = outer{1, note("x", inner{}), [0]int{}, [0]func(){}, [2]inner{}, note("empty", struct{}{}), 3}
	_ = []outer{{1, note("y", inner{}), [0]int{}, note("z", [0]func(){}), [2]inner{}, struct{}{}, note("end", 3)}}
	_ = struct{ a, _, b int }{note("p", 1), note("q", 2), note("r", 3)}
	_ = [...]struct{}{note("e1", struct{}{}), note("e2", struct{}{})}
	_ = map[struct{}]struct{}{note("k", struct{}{}): note("v", struct{}{})}
}

func main() {
	fmt.Println(big().a, big().d, trace)
	trace = nil
	fmt.Println(fails(), trace)
	trace = nil
	discarded()
	fmt.Println(trace)
	p := &struct{ a, _, b int }{note("p", 1), note("q", 2), note("r", 3)}
	fmt.Println(*p, trace[len(trace)-3:])
}
