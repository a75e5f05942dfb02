// Variables initialized by calls that become data: nothing is left to run before main.
package main

import (
	"errors"
	"fmt"
	"unsafe"
)

type task struct {
	state, functions uint32
}

//go:linkname initialization main..inittask
var initialization task

type point struct{ x, y int }

func newPoint(x, y int) *point         { return &point{x, y} }
func twice(x int) *point               { return newPoint(x, x) }
func boxed(x int, s string) any        { return point{x, len("four")} }
func greet(who string) string          { return "hello " + who + "!" }
func pair(who string) [2]string        { return [2]string{greet(who), who} }
func list(a, b any) []any              { return []any{a, b, a} }
func fn(f func(string) string) *holder { return &holder{f: f} }
func fixed() *point                    { return &point{1, 2} }

type holder struct{ f func(string) string }

var (
	number  int32
	address = unsafe.Pointer(&number)
	one     = newPoint(1, 2)
	another = newPoint(1, 2)
	same    = twice(7)
	box     = boxed(3, "x")
	hello   = greet("static")
	both    = pair("you")
	three   = list(1, "two")
	handler = fn(greet)
	again   = fixed()
	third   = fixed()
	failure = errors.New("failure")
)

func init() {}

func init() {
	if false {
		fmt.Println("never")
	}
	for false {
	}
	{
	}
}

func main() {
	fmt.Println(initialization.functions)
	fmt.Println(*one, *another, one == another, *same, box, hello, both, three, handler.f("f"), again == third, failure)
	fmt.Println(address == unsafe.Pointer(&number))
	one.x++
	again.y++
	three[0] = 5
	fmt.Println(*one, *another, *again, *third, three)
}
