// Type assertion errors of every form.
package main

import (
	"fmt"
	"runtime"
)

type I interface{ M() }
type J interface {
	M()
	N()
}
type T struct{}

func (T) M() {}

type P struct{}

func (*P) M() {}

func try(f func()) {
	defer func() {
		e := recover()
		fmt.Println(e)
		if te, ok := e.(*runtime.TypeAssertionError); ok {
			fmt.Println("  type assertion:", te.Error())
		}
	}()
	f()
}

func main() {
	var e any
	var i I
	try(func() { _ = e.(int) })
	try(func() { _ = e.(I) })
	try(func() { _ = i.(T) })
	try(func() { _ = i.(J) })
	e = "text"
	try(func() { _ = e.(int) })
	try(func() { _ = e.(I) })
	i = T{}
	try(func() { _ = i.(J) })
	try(func() { _ = i.(*P) })
	e = P{}
	try(func() { _ = e.(I) })
	e = T{}
	try(func() { _ = e.(*T) })
	e = []int{}
	try(func() { _ = e.(map[string]chan<- int) })
	e = struct{ a int }{}
	try(func() { _ = e.(struct{ b int }) })
	{
		type T struct{}
		try(func() { _ = i.(interface{ Q() }) })
		e = T{}
		try(func() { _ = e.(error) })
	}
	v, ok := e.(int)
	fmt.Println(v, ok)
	w, ok := i.(J)
	fmt.Println(w, ok)
}
