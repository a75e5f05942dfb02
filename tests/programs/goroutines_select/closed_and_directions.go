// Closing: receive after close, ranging, panics of close and send, channel equality and conversion of direction.
package main

import "fmt"

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

type C chan int
type R <-chan int

func (c C) Send(v int) C { c <- v; return c }

func main() {
	c := make(C, 3)
	c.Send(1).Send(2)
	close(c)
	for v := range c {
		fmt.Print(v, " ")
	}
	v, ok := <-c
	fmt.Println(v, ok, len(c), cap(c))
	try("close twice", func() { close(c) })
	try("send", func() { c <- 1 })
	var n chan<- int
	try("close nil", func() { close(n) })
	blocked := make(chan int)
	res := make(chan any)
	go func() {
		defer func() { res <- recover() }()
		blocked <- 1
	}()
	for range 1000 {
		if len(res) > 0 {
			break
		}
	}
	go close(blocked)
	fmt.Println(<-res)
	var r R = (<-chan int)(c)
	var x any = r
	_, isC := x.(C)
	_, isR := x.(R)
	_, isPlain := x.(<-chan int)
	fmt.Println(isC, isR, isPlain, (<-chan int)(c) == (<-chan int)(r), c == nil)
	m := map[<-chan int]string{c: "c", nil: "nil"}
	fmt.Println(m[r], m[nil], len(m))
	fmt.Printf("%T %T %T %T\n", c, r, make(chan (<-chan int)), make(chan<- (chan int)))
	cc := make(chan chan<- int, 1)
	own := make(chan int, 1)
	cc <- own
	(<-cc) <- 5
	fmt.Println(<-own)
	big := make(chan [1000]int, 2)
	big <- [1000]int{999: 7}
	fmt.Println((<-big)[999])
	e := make(chan struct{})
	go func() { e <- struct{}{} }()
	fmt.Println(<-e)
	f := make(chan func(int) int, 1)
	f <- func(i int) int { return i * 2 }
	fmt.Println((<-f)(21))
}
