// recover works only when called directly by the deferred function.
package main

import "fmt"

func helper() any { return recover() }

func direct() { fmt.Println("direct", recover()) }

type T struct{}

func (T) rec()   { fmt.Println("method", recover()) }
func (*T) prec() { fmt.Println("ptr method", recover()) }

type R interface{ rec() }

func try(name string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println(name, "outer", e)
		}
	}()
	f()
}

func main() {
	try("1", func() { defer func() { fmt.Println("helper", helper()) }(); panic(1) })
	try("2", func() { defer direct(); panic(2) })
	try("3", func() { defer T{}.rec(); panic(3) })
	try("4", func() { defer new(T).prec(); panic(4) })
	try("5", func() { var r R = T{}; defer r.rec(); panic(5) })
	try("6", func() { var r R = &T{}; defer r.rec(); panic(6) })
	try("7", func() { f := T{}.rec; defer f(); panic(7) })
	try("8", func() { defer func() { func() { fmt.Println("nested", recover()) }() }(); panic(8) })
	try("9", func() { defer func() { defer func() { fmt.Println("deferred in deferred", recover()) }() }(); panic(9) })
	try("10", func() { defer recover(); panic(10) })
	try("11", func() { defer func() { defer direct(); panic("11b") }(); panic(11) })
	try("12", func() { fmt.Println(recover()) })
	try("13", func() { defer T.rec(T{}); panic(13) })
	try("14", func() { defer func() { recover(); fmt.Println("second", recover()) }(); panic(14) })
}
