// recover in what the panic calls through reflection: methods behind method values, functions of MakeFunc.
package main

import (
	"fmt"
	"reflect"
)

type ptr struct{ name string }

func (p *ptr) Catch() { fmt.Println(p.name, "pointer:", recover()) }

type word uintptr

func (w word) Catch() { fmt.Println(w, "word:", recover()) }

type large struct{ a, b, c, d int }

func (l large) Catch() { fmt.Println(l.d, "large:", recover()) }

func (l large) Many(a, b, c, d, e, f, g, h, i, j, k int, s string) (int, string) {
	fmt.Println("many:", recover(), a+b+c+d+e+f+g+h+i+j+k, s)
	return a, s
}

type outer struct {
	large
	*ptr
	tag int
}

type promoted struct{ large }

type catcher interface{ Catch() }

func helper() any { return recover() }

type indirect int

func (i indirect) Catch() { fmt.Println("indirect:", helper()) }

func run(what string, f func()) {
	defer func() { fmt.Println(what, "left over:", recover()) }()
	defer f()
	panic(what)
}

func method(v any) func() { return reflect.ValueOf(v).Method(0).Interface().(func()) }

func main() {
	run("pointer", method(&ptr{"p"}))
	run("word", method(word(3)))
	run("large", method(large{1, 2, 3, 4}))
	run("promoted", method(promoted{large{5, 6, 7, 8}}))
	run("pointer to promoted", method(&promoted{large{5, 6, 7, 9}}))
	var c catcher = word(5)
	run("interface", reflect.ValueOf(&c).Elem().Method(0).Interface().(func()))
	run("indirect", method(indirect(1)))
	run("Call", func() { reflect.ValueOf(word(9)).Method(0).Call(nil) })

	run("MakeFunc", reflect.MakeFunc(reflect.TypeFor[func()](), func([]reflect.Value) []reflect.Value {
		fmt.Println("made:", recover())
		return nil
	}).Interface().(func()))
	run("MakeFunc, deeper", reflect.MakeFunc(reflect.TypeFor[func()](), func([]reflect.Value) []reflect.Value {
		func() { fmt.Println("made:", recover()) }()
		return nil
	}).Interface().(func()))

	func() {
		defer func() { fmt.Println("left over:", recover()) }()
		f := reflect.ValueOf(large{}).MethodByName("Many").Interface().(func(a, b, c, d, e, f, g, h, i, j, k int, s string) (int, string))
		defer f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, "end")
		panic("many")
	}()
	func() {
		defer func() { fmt.Println("left over:", recover()) }()
		f := reflect.MakeFunc(reflect.TypeFor[func(int, string) (a, b string)](), func(in []reflect.Value) []reflect.Value {
			s := fmt.Sprint(in[0], in[1], recover())
			return []reflect.Value{reflect.ValueOf(s), reflect.ValueOf(s)}
		}).Interface().(func(int, string) (string, string))
		fmt.Println(f(1, "not panicking"))
		defer func() { fmt.Println("now", helper()) }()
		defer f(2, "x")
		panic("values")
	}()
	func() { // not panicking, then panicking inside
		defer func() { fmt.Println("outer", recover()) }()
		run("again", func() {
			defer method(&ptr{"q"})()
			panic("inner")
		})
	}()
}
