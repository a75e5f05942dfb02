// Arguments of go statements are evaluated at the statement.
package main

import "runtime"

type T struct{ n int }

func (t T) send(c chan int)   { c <- t.n }
func (t *T) psend(c chan int) { c <- t.n }

type S interface{ send(chan int) }

func main() {
	c := make(chan int)
	x := 1
	go func(v int) { c <- v }(x)
	x = 2
	println(<-c)
	t := T{10}
	go t.send(c)
	t.n = 11
	println(<-c)
	go t.psend(c)
	println(<-c)
	var s S = t
	t.n = 12
	go s.send(c)
	println(<-c)
	f := t.send
	t.n = 13
	go f(c)
	println(<-c)
	go T.send(t, c)
	println(<-c)
	arr := [3]func(){func() { c <- 100 }}
	go arr[0]()
	arr[0] = nil
	println(<-c)
	for i := range 3 {
		go func() { c <- i }()
	}
	println(<-c + <-c + <-c)
	go func(xs ...int) { c <- len(xs) }(1, 2, 3)
	println(<-c)
	go println()
	go close(c)
	_, ok := <-c
	println(ok)
	runtime.Gosched()
	func() {
		defer func() { recover() }()
		var m map[string]int
		go func(int) {}(func() int { m["a"] = 1; return 1 }())
		println("not reached")
	}()
}
