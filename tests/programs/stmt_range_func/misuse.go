// Iterators that go on after false or after the loop panic.
package main

import "fmt"

func bad(yield func(int) bool) {
	yield(1)
	yield(2)
	yield(3)
}

var saved func(int) bool

func keeper(yield func(int) bool) {
	saved = yield
	yield(1)
}

func swallows(yield func(int) bool) {
	defer func() { recover() }()
	yield(1)
}

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	try("continued", func() {
		for v := range bad {
			fmt.Println(v)
			if v == 1 {
				break
			}
		}
	})
	try("after end", func() {
		for range keeper {
		}
		saved(2)
	})
	try("body panics", func() {
		for v := range bad {
			panic(v)
		}
	})
	try("swallowed", func() {
		for range swallows {
			panic("lost")
		}
	})
	try("nil", func() {
		var f func(func(int) bool)
		for range f {
		}
	})
	try("inside", func() {
		for v := range keeper {
			if v == 1 {
				saved(5)
			}
			break
		}
	})
}
