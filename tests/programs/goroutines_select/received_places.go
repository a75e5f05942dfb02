package main

import (
	"fmt"
	"reflect"
	"runtime"
	"time"
	"unsafe"
)

// hchan is how the reference's runtime lays out a channel's first words.
type hchan struct {
	qcount, dataqsiz uint
	buf              unsafe.Pointer
}

// ring is what the buffer of c holds, read places included.
func ring[T any](c chan T) []T {
	h := *(**hchan)(unsafe.Pointer(&c))
	return append([]T{}, unsafe.Slice((*T)(h.buf), h.dataqsiz)...)
}

type wide struct {
	a, b int64
	c    byte
}

type mixed struct {
	s string
	n int
}

// filled is a channel with three of four places taken.
func filled[T any](vals ...T) chan T {
	c := make(chan T, 4)
	for _, v := range vals {
		c <- v
	}
	return c
}

func show[T any](what string, vals ...T) {
	c := filled(vals...)
	<-c
	fmt.Println(what, "unused", ring(c))

	c = filled(vals...)
	v := <-c
	fmt.Println(what, "value", v, ring(c))

	c = filled(vals...)
	v, ok := <-c
	fmt.Println(what, "ok", v, ok, ring(c))

	c = filled(vals...)
	_ = <-c
	fmt.Println(what, "blank", ring(c))

	c = filled(vals...)
	select {
	case v := <-c:
		fmt.Println(what, "select default", v, ring(c))
	default:
	}

	c = filled(vals...)
	select {
	case <-c:
		fmt.Println(what, "select unused", ring(c))
	case <-make(chan int):
	}

	c = filled(vals...)
	select {
	case v, ok = <-c:
		fmt.Println(what, "select ok", v, ok, ring(c))
	case <-make(chan int):
	}

	c = filled(vals...)
	close(c)
	fmt.Println(what, "closed", ring(c))
	for v := range c {
		fmt.Println(what, "range", v, ring(c))
	}

	c = filled(vals...)
	rv, ok := reflect.ValueOf(c).Recv()
	fmt.Println(what, "reflect", rv, ok, ring(c))

	c = filled(vals...)
	rv, ok = reflect.ValueOf(c).TryRecv()
	fmt.Println(what, "reflect try", rv, ok, ring(c))

	c = filled(vals...)
	cases := []reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c)}}
	_, rv, ok = reflect.Select(cases)
	fmt.Println(what, "reflect select", rv, ok, ring(c))

	// A sender that waits gets the place.
	c = filled(vals...)
	c <- vals[0]
	go func() { c <- vals[1] }()
	for runtime.Gosched(); ; runtime.Gosched() {
		time.Sleep(time.Millisecond)
		if waiting(c) {
			break
		}
	}
	<-c
	fmt.Println(what, "sender waits", ring(c))
}

// waiting: a sender waits for c.
func waiting[T any](c chan T) bool {
	h := *(**[12]uintptr)(unsafe.Pointer(&c))
	return h[10] != 0
}

func main() {
	show("int", 1, 2, 3)
	show("bool", true, true, true)
	show("byte", byte(1), 2, 3)
	show("float", 1.5, 2.5, 3.5)
	show("array", [3]int16{1, 2, 3}, [3]int16{4, 5, 6}, [3]int16{7, 8, 9})
	show("wide", wide{1, 2, 3}, wide{4, 5, 6}, wide{7, 8, 9})
	show("string", "a", "b", "c")
	show("mixed", mixed{"a", 1}, mixed{"b", 2}, mixed{"c", 3})
	show("slice", []int{1}, []int{2}, []int{3})
	show[any]("any", 1, "x", 2.5)
	show("empty", struct{}{}, struct{}{}, struct{}{})
}
