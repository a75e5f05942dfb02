// Iterators that break the rules: calling yield after it said no, after the loop, from elsewhere, swallowing panics.
package main

import "fmt"

func try(name string, f func()) {
	defer func() {
		r := recover()
		if e, ok := r.(error); ok {
			r = "error: " + e.Error()
		}
		fmt.Println(name, r)
	}()
	f()
	fmt.Println(name, "returned")
}

var kept func(int) bool

func main() {
	try("ignores false", func() {
		for i := range func(y func(int) bool) { y(1); y(2) } {
			fmt.Println("body", i)
			break
		}
	})
	try("keeps yield", func() {
		for range func(y func(int) bool) { kept = y; y(1) } {
		}
		kept(2)
	})
	try("swallows panic", func() {
		for range func(y func(int) bool) {
			defer func() { fmt.Println("swallowed", recover()) }()
			y(1)
		} {
			panic("body")
		}
	})
	try("continues after panic", func() {
		for range func(y func(int) bool) {
			func() {
				defer func() { recover() }()
				y(1)
			}()
			y(2)
		} {
			panic("body")
		}
	})
	try("recursive yield", func() {
		for i := range func(y func(int) bool) { kept = y; y(1) } {
			if i == 1 {
				kept(2)
			}
		}
	})
	try("own panic", func() {
		for range func(y func(int) bool) { y(1); panic("iterator") } {
		}
	})
	try("nil iterator", func() {
		var f func(func() bool)
		for range f {
		}
	})
	try("return", func() {
		fmt.Println(func() int {
			for i := range func(y func(int) bool) {
				defer func() { fmt.Println("cleanup") }()
				y(5)
			} {
				return i
			}
			return 0
		}())
	})
	try("panic passes iterator", func() {
		for range func(y func(int) bool) {
			defer fmt.Println("iterator deferred")
			y(1)
		} {
			panic(fmt.Errorf("custom"))
		}
	})
}
