// What a function in assembly finds in DX when it is called through a func value, and in R14 and X15 wherever it is called from.
package main

import (
	"fmt"
	"reflect"
	"unsafe"
)

func ctx() int
func ctxargs(a, b int, s string) int
func noflag() int
func noflagargs(a, b int, s string, c, d, e, f, g float64) int
func getg() uintptr
func getgTLS() uintptr
func x15() (lo, hi uint64)
func callGo() uintptr
func ctxstack(a [9]int) (r [9]int)

//go:noinline
func goFn() {
	p := new(int)
	*p = 3
	sink = p
	for i := 0; i < 100; i++ {
		sink2 += fmt.Sprint(i, 2.5)
	}
	sink2 = ""
}

var sink *int
var sink2 string

type closure struct {
	code uintptr
	val  int
}

func mk[F any](f F, v int) F {
	c := &closure{**(**uintptr)(unsafe.Pointer(&f)), v}
	return *(*F)(unsafe.Pointer(&c))
}

func main() {
	fmt.Println(mk(ctx, 99)())
	fmt.Println(mk(ctxargs, 98)(1, 2, "abc"))
	fmt.Println(mk(noflag, 97)())
	fmt.Println(mk(noflagargs, 96)(1, 2, "abc", 1, 2, 3, 4, 5))
	r := mk(ctxstack, 95)([9]int{1, 2, 3})
	fmt.Println(r[0], r[8])
	fmt.Println(reflect.ValueOf(mk(ctxargs, 94)).Call([]reflect.Value{reflect.ValueOf(1), reflect.ValueOf(2), reflect.ValueOf("x")})[0].Int())
	ch := make(chan int)
	go func() { ch <- mk(ctx, 93)() }()
	fmt.Println(<-ch)
	func() {
		defer func() { fmt.Println("d", recover()) }()
		defer mk(ctx, 1)()
		panic("x")
	}()
	fmt.Println(getg() == getgTLS(), getg() != 0)
	fmt.Println(x15())
	fmt.Println(callGo() == getg())
	done := make(chan bool)
	for i := 0; i < 4; i++ {
		go func() { done <- getg() == getgTLS() && callGo() == getg() }()
	}
	for i := 0; i < 4; i++ {
		fmt.Println(<-done)
	}
	g := getg
	fmt.Println(g() == getgTLS())
}
