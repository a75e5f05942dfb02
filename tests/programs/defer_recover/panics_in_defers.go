// Panics raised by deferred functions while another panic is under way; what each recover sees; results after them.
package main

import (
	"errors"
	"fmt"
	"runtime"
)

func a() (s string) {
	defer func() { s += fmt.Sprint(" outer:", recover()) }()
	defer func() {
		defer func() { s += fmt.Sprint(" inner:", recover()) }()
		panic("second")
	}()
	panic("first")
}

func b() (s string) {
	defer func() { s += fmt.Sprint(" end:", recover()) }()
	defer func() { panic("third") }()
	defer func() { panic("second") }()
	panic("first")
}

func c() (s string) {
	defer func() { s += fmt.Sprint(" end:", recover()) }()
	defer func() {
		r := recover()
		s += fmt.Sprint(" got:", r)
		panic(fmt.Sprint("re-", r))
	}()
	panic("first")
}

func d() (n int, err error) {
	defer func() {
		if e, ok := recover().(error); ok {
			err = fmt.Errorf("d: %w", e)
			var re runtime.Error
			n = -1
			if errors.As(err, &re) {
				n = -2
			}
		}
	}()
	var m map[string][]int
	n = 5
	m["x"][n]++
	return 1, nil
}

func e() (out []int) {
	for i := range 4 {
		func() {
			defer func() {
				if r := recover(); r != nil {
					out = append(out, -r.(int))
				}
			}()
			if i%2 == 1 {
				panic(i)
			}
			out = append(out, i)
		}()
	}
	return
}

func f() (s string) {
	defer func() { s = "changed after " + s }()
	defer func() { recover() }()
	s = "set"
	panic("x")
}

func g(depth int) (s string) {
	defer func() {
		if depth%2 == 0 {
			if r := recover(); r != nil {
				s = fmt.Sprint(depth, "<", r, ">")
				if depth > 0 {
					panic(s)
				}
			}
		}
	}()
	if depth == 6 {
		panic("bottom")
	}
	return g(depth + 1)
}

func h() (s string) {
	defer func() { s += fmt.Sprint(recover()) }()
	func() {
		defer func() { s += "ran;" }()
		defer func() {
			defer func() { s += "in;" }()
			runtime.Gosched()
			var p *int
			*p = 1
		}()
	}()
	return "unreached"
}

func i() (s string) {
	done := make(chan string)
	go func() {
		defer func() { done <- fmt.Sprint("goexit, recover ", recover()) }()
		defer func() { panic("in goexit") }()
		runtime.Goexit()
	}()
	return <-done
}

func j() (s string) {
	done := make(chan string, 2)
	go func() {
		defer func() { done <- "outer deferred" }()
		func() {
			defer func() { done <- fmt.Sprint(recover()) }()
			defer runtime.Goexit()
			panic("dropped by goexit")
		}()
		done <- "unreached"
	}()
	return <-done + "," + <-done
}

func k() (r any) {
	defer func() { r = recover() }()
	defer func() {
		defer func() {
			panic(fmt.Sprint("3 after ", recover()))
		}()
		panic(fmt.Sprint("2 after ", recover()))
	}()
	panic(1)
}

func main() {
	fmt.Println(a())
	fmt.Println(b())
	fmt.Println(c())
	fmt.Println(d())
	fmt.Println(e())
	fmt.Println(f())
	fmt.Println(g(0))
	fmt.Println(h())
	fmt.Println(i())
	fmt.Println(j())
	fmt.Println(k())
}
