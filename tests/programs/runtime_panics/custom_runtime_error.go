// A user type that implements runtime.Error.
package main

import "runtime"

type myErr string

func (e myErr) Error() string { return "mine: " + string(e) }
func (e myErr) RuntimeError() {}

func main() {
	func() {
		defer func() {
			e := recover()
			_, ok := e.(runtime.Error)
			println(ok)
		}()
		panic(myErr("a"))
	}()
	panic(myErr("b"))
}
